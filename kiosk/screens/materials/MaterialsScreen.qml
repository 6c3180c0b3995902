pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page

    Column {
        id: main
        x: Theme.page
        y: Theme.du(18)
        width: root.wide
        spacing: Theme.du(Theme.isElder ? 16 : 20)

        Column {
            width: parent.width
            spacing: Theme.du(6)
            Label {
                width: parent.width
                role: "heading1"
                text: root.shown.title
            }
            Label {
                width: parent.width
                tone: "ink2"
                text: root.shown.second
            }
        }
        Repeater {
            model: root.shown.materials.length
            Column {
                id: material
                required property int index
                readonly property var entry: root.shown.materials[index] ?? ({ ways: [] })
                width: main.width
                spacing: Theme.du(14)
                Label {
                    width: parent.width
                    role: "heading2"
                    text: material.entry.number + "　" + material.entry.name
                }
                Grid {
                    id: ways
                    width: parent.width
                    columns: root.portrait ? 1 : material.entry.ways.length > 3 ? 2 : Math.max(1, material.entry.ways.length)
                    spacing: Theme.du(14)
                    Repeater {
                        model: material.entry.ways.length
                        OptionRow {
                            required property int index
                            readonly property var way: material.entry.ways[index] ?? ({})
                            width: (ways.width - (ways.columns - 1) * ways.spacing) / ways.columns
                            text: way.text ?? ""
                            second: way.second ?? ""
                            on: way.on ?? false
                            act: way.act ?? ""
                            argument: way.argument ?? ""
                        }
                    }
                }
            }
        }
    }
    Foot {
        x: Theme.page
        width: root.wide
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        aside: root.shown.left
        primary: root.shown.primary
    }
}
