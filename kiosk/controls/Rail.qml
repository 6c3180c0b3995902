pragma ComponentBehavior: Bound
import QtQuick

// Always there, always in this order; help is the gold one at the right end.
Rectangle {
    id: rail

    required property var frame
    readonly property var entries: frame.rail ?? []
    readonly property real inner: width - 2 * Theme.gapSmall - (entries.length - 1) * row.spacing
    readonly property real helpShare: Theme.isContrast ? 1.12 : Theme.portrait ? 1.35 : 1.6

    implicitHeight: Theme.rail
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    Row {
        id: row
        x: Theme.gapSmall
        y: Theme.du(Theme.portrait ? 12 : 10)
        height: rail.height - 2 * y
        spacing: Theme.du(8)

        Repeater {
            model: rail.entries.length
            Pressable {
                id: button
                required property int index
                readonly property var entry: index < rail.entries.length ? rail.entries[index] : null
                readonly property bool help: entry?.help ?? false
                readonly property bool on: entry?.on ?? false
                readonly property color ink: !enabled ? Theme.inkDisabled : help ? Theme.helpInk : on || down ? Theme.primaryOnSoft : Theme.ink

                width: rail.inner * (help ? rail.helpShare : 1) / (rail.entries.length - 1 + rail.helpShare)
                height: row.height
                act: entry?.act ?? ""
                argument: entry?.argument ?? ""
                enabled: entry?.enabled ?? false
                radius: Theme.radiusSmall
                color: help ? (down ? Theme.surface : Theme.helpBed) : on || down ? Theme.primarySoft : "transparent"
                border.width: help ? Theme.hairline : Theme.isContrast ? Theme.du(3) : 0
                border.color: help ? Theme.goldLine : enabled ? Theme.line : Theme.inkDisabled
                ringInside: true

                Grid {
                    anchors.centerIn: parent
                    columns: Theme.portrait ? 1 : 2
                    columnSpacing: Theme.du(14)
                    rowSpacing: Theme.du(6)
                    horizontalItemAlignment: Grid.AlignHCenter
                    verticalItemAlignment: Grid.AlignVCenter

                    Icon {
                        name: button.entry?.icon ?? ""
                        size: Theme.isElder ? 56 : 48
                        colour: button.ink
                    }
                    Label {
                        role: "bodyStrong"
                        wrapMode: Text.NoWrap
                        font.pixelSize: Theme.railLabel
                        lineHeight: Math.round(Theme.railLabel * 1.2)
                        font.bold: button.enabled
                        color: button.ink
                        text: button.entry?.label ?? ""
                    }
                }
            }
        }
    }
}
