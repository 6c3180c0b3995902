import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property int columns: portrait || shown.parts.length < 2 ? 1 : 2

    component Part: Column {
        id: part
        property var entry: ({ rows: [] })
        spacing: Theme.du(14)
        Label {
            width: parent.width
            role: "heading2"
            text: part.entry.title ?? ""
        }
        ListBox {
            width: parent.width
            Repeater {
                model: part.entry.rows.length
                KeyValueRow {
                    required property int index
                    readonly property var line: part.entry.rows[index] ?? ({})
                    first: index === 0
                    label: line.label ?? ""
                    value: line.value ?? ""
                    labelWidth: Theme.du(Theme.isElder ? 370 : 290)
                    go: line.go ?? ""
                    act: line.act ?? ""
                    argument: line.argument ?? ""
                }
            }
        }
    }

    Column {
        id: main
        x: Theme.page
        y: Theme.du(18)
        width: root.wide
        spacing: Theme.du(18)

        Label {
            width: parent.width
            role: "heading1"
            text: root.shown.title
        }
        Rectangle {
            width: parent.width
            height: Math.max(person.height, from.height) + Theme.du(36)
            radius: Theme.radiusCard
            color: Theme.primarySoft
            border.width: Theme.isContrast ? Theme.borderStrong : 0
            border.color: Theme.line
            Icon {
                id: lock
                x: Theme.du(32)
                anchors.verticalCenter: parent.verticalCenter
                name: "lock"
                size: Theme.isElder ? 56 : 44
                tone: "ok"
            }
            Flow {
                id: person
                x: lock.x + lock.width + Theme.du(20)
                width: parent.width - x - from.width - Theme.du(52)
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.du(20)
                Label {
                    role: Theme.isElder ? "bodyStrong" : "lead"
                    text: root.shown.name
                }
                Label {
                    role: Theme.isElder ? "bodyStrong" : "lead"
                    wraps: false
                    text: root.shown.number
                }
            }
            Label {
                id: from
                anchors.right: parent.right
                anchors.rightMargin: Theme.du(32)
                anchors.verticalCenter: parent.verticalCenter
                tone: "ink2"
                wraps: false
                text: root.shown.source
            }
        }
        Grid {
            id: grid
            width: parent.width
            columns: root.columns
            spacing: Theme.du(18)
            columnSpacing: Theme.du(40)
            Repeater {
                model: root.shown.parts.length
                Part {
                    required property int index
                    width: (grid.width - (grid.columns - 1) * grid.columnSpacing) / grid.columns
                    entry: root.shown.parts[index] ?? ({ rows: [] })
                }
            }
        }
    }
    Label {
        x: Theme.page
        y: foot.y - height - Theme.du(14)
        width: root.wide
        horizontalAlignment: Text.AlignHCenter
        tone: "ink2"
        text: root.shown.paging.text
        visible: root.shown.paging.pages > 1
    }
    Foot {
        id: foot
        x: Theme.page
        width: root.wide
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        aside: root.shown.left
        primary: root.shown.primary
    }
}
