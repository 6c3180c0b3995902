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
        spacing: Theme.du(root.portrait ? 20 : 12)

        Label {
            width: parent.width
            role: "heading1"
            font.pixelSize: text.length > 16 || !root.portrait ? Theme.du(Theme.isElder ? 58 : 48) : Theme.heading1
            lineHeight: Math.round(font.pixelSize * 1.25)
            text: root.shown.title
        }
        Flow {
            width: parent.width
            spacing: Theme.du(16)
            Repeater {
                model: root.shown.badges.length
                Tag {
                    required property int index
                    readonly property var badge: root.shown.badges[index] ?? null
                    text: badge?.text ?? ""
                    tone: badge?.tone ?? ""
                    icon: badge?.icon ?? ""
                }
            }
            Label {
                role: "bodyStrong"
                wrapMode: Text.NoWrap
                text: root.shown.name
                visible: text !== ""
            }
            Label {
                role: "bodyStrong"
                wrapMode: Text.NoWrap
                text: root.shown.number
                visible: text !== ""
            }
        }
        ListBox {
            width: parent.width
            Repeater {
                model: root.shown.lines.length
                KeyValueRow {
                    required property int index
                    readonly property var line: root.shown.lines[index] ?? ({})
                    first: index === 0
                    label: line.label ?? ""
                    value: line.value ?? ""
                    labelWidth: Theme.du(Theme.isElder ? 340 : root.portrait ? 300 : 420)
                }
            }
        }
        Note {
            width: parent.width
            tone: root.shown.note.tone
            icon: root.shown.note.icon
            strong: root.shown.note.strong
            text: root.shown.note.text
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
