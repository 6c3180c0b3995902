pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property int columns: shown.beside

    component Person: Rectangle {
        implicitHeight: Math.max(person.height, from.height) + Theme.du(36)
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
                wrapMode: Text.NoWrap
                text: root.shown.number
            }
        }
        Label {
            id: from
            anchors.right: parent.right
            anchors.rightMargin: Theme.du(32)
            anchors.verticalCenter: parent.verticalCenter
            tone: "ink2"
            wrapMode: Text.NoWrap
            text: root.shown.source
        }
    }

    component Part: Column {
        id: part
        property var entry: ({ rows: [] })
        spacing: Theme.du(14)
        Label {
            width: parent.width
            role: "heading2"
            text: part.entry.title ?? ""
        }
        Row {
            id: sides
            readonly property int half: Math.ceil(part.entry.rows.length / root.columns)
            width: parent.width
            spacing: Theme.du(32)
            Repeater {
                model: root.columns
                ListBox {
                    id: side
                    required property int index
                    readonly property int from: index * sides.half
                    width: (sides.width - (root.columns - 1) * sides.spacing) / root.columns
                    visible: from < part.entry.rows.length
                    Repeater {
                        model: Math.max(0, Math.min(sides.half, part.entry.rows.length - side.from))
                        KeyValueRow {
                            required property int index
                            readonly property var line: part.entry.rows[side.from + index] ?? ({})
                            first: index === 0
                            label: line.label ?? ""
                            value: line.value ?? ""
                            labelWidth: Theme.du(!root.portrait && root.columns === 1 ? 760 : Theme.isElder ? 358 : root.portrait ? 320 : 276)
                            go: line.go ?? ""
                            act: line.act ?? ""
                            argument: line.argument ?? ""
                        }
                    }
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

        Grid {
            width: parent.width
            columns: root.portrait ? 1 : 2
            spacing: Theme.du(18)
            verticalItemAlignment: Grid.AlignVCenter
            Label {
                id: title
                width: root.portrait ? parent.width : Math.min(implicitWidth, parent.width * 0.45)
                role: "heading1"
                text: root.shown.title
            }
            Person {
                width: root.portrait ? parent.width : parent.width - title.width - parent.spacing
            }
        }
        Repeater {
            model: root.shown.parts.length
            Part {
                required property int index
                width: main.width
                entry: root.shown.parts[index] ?? ({ rows: [] })
            }
        }
    }
    Label {
        x: Theme.page
        y: root.portrait ? foot.y - height - Theme.du(14) : foot.y + (foot.height - height) / 2
        width: root.portrait ? root.wide : implicitWidth
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
