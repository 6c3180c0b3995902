pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

// What the card answered, locked: open with all of it, or folded to one line.
Rectangle {
    id: block

    required property var prefilled
    property int columns: 2
    readonly property bool beside: columns > 1
    readonly property real edge: Theme.du(beside ? 32 : 30)

    implicitHeight: column.height + 2 * column.y
    radius: Theme.radiusCard
    color: prefilled.folded ? Theme.primarySoft : Theme.surface
    border.width: prefilled.folded && !Theme.isContrast ? 0 : Theme.hairline
    border.color: Theme.line

    component ShowNumber: SecondaryButton {
        small: true
        text: block.prefilled.number.text
        icon: block.prefilled.number.icon
        act: block.prefilled.number.act
    }

    Column {
        id: column
        x: block.edge
        y: Theme.du(20)
        width: parent.width - 2 * x

        Item {
            width: parent.width
            height: Math.max(said.height, side.visible ? side.height : 0)

            Icon {
                id: lock
                anchors.verticalCenter: parent.verticalCenter
                name: "lock"
                size: Theme.isElder ? 60 : 40
                tone: "ok"
            }
            Column {
                id: said
                anchors.verticalCenter: parent.verticalCenter
                x: lock.width + Theme.du(20)
                width: parent.width - x - (side.visible ? side.width + Theme.du(16) : 0)
                Label {
                    width: parent.width
                    role: "bodyStrong"
                    text: block.prefilled.line
                    visible: block.prefilled.folded
                }
                Label {
                    width: parent.width
                    role: block.prefilled.folded ? "caption" : "bodyStrong"
                    tone: block.prefilled.folded ? "ink2" : "ok"
                    text: block.prefilled.title
                }
            }
            ShowNumber {
                id: side
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                visible: block.beside
            }
        }
        Item {
            width: 1
            height: Theme.du(block.prefilled.folded ? 14 : 8)
            visible: !block.prefilled.folded || !block.beside
        }
        Flow {
            id: flow
            width: parent.width
            visible: !block.prefilled.folded
            readonly property real part: block.columns > 1 ? (width - Theme.du(32)) / 2 : width
            spacing: 0
            Repeater {
                model: block.prefilled.folded ? 0 : block.prefilled.pairs.length
                Item {
                    id: pair
                    required property int index
                    readonly property var entry: block.prefilled.pairs[index] ?? ({})
                    readonly property bool odd: index % 2 === 1
                    width: entry.wide ? flow.width : flow.part + (block.columns > 1 && odd ? Theme.du(32) : 0)
                    height: lines.height + Theme.du(block.columns > 1 ? 24 : 18)
                    Rectangle {
                        x: block.columns > 1 && pair.odd && !pair.entry.wide ? Theme.du(32) : 0
                        width: parent.width - x
                        height: Theme.du(Theme.isContrast ? 3 : 2)
                        color: Theme.line
                        visible: pair.index > (block.columns === 1 || pair.entry.wide ? 0 : 1)
                    }
                    Column {
                        id: lines
                        x: block.columns > 1 && pair.odd && !pair.entry.wide ? Theme.du(32) : 0
                        width: parent.width - x
                        anchors.verticalCenter: parent.verticalCenter
                        Label {
                            width: parent.width
                            role: "caption"
                            tone: "ink2"
                            lineHeight: Math.round(font.pixelSize * 1.3)
                            text: pair.entry.label ?? ""
                        }
                        Label {
                            width: parent.width
                            role: "bodyStrong"
                            lineHeight: Math.round(font.pixelSize * 1.35)
                            text: pair.entry.value ?? ""
                        }
                    }
                }
            }
        }
        ShowNumber {
            width: parent.width
            visible: !block.beside
        }
    }
}
