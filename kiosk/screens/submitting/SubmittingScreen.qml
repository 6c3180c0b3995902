pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property real listWide: portrait ? wide : Math.round(wide * 0.56)
    readonly property int gap: Theme.isElder || !portrait ? Theme.du(20) : Theme.du(32)

    Column {
        id: words
        x: Theme.page
        y: root.portrait ? Theme.du(28) : Theme.du(20)
        width: root.portrait ? root.wide : root.wide - root.listWide - Theme.du(40)
        spacing: root.gap

        Column {
            width: parent.width
            spacing: Theme.du(10)
            Label {
                width: parent.width
                role: "heading1"
                font.pixelSize: root.portrait && !Theme.isElder ? Theme.du(76) : Theme.heading1
                lineHeight: Math.round(font.pixelSize * 1.25)
                text: root.shown.title
            }
            Label {
                width: parent.width
                role: "lead"
                font.bold: false
                tone: "ink2"
                text: root.shown.second
            }
        }
        Rectangle {
            width: parent.width
            height: Theme.du(24)
            radius: height / 2
            color: Theme.sunken
            border.width: Theme.isContrast ? Theme.du(3) : 0
            border.color: Theme.line
            Rectangle {
                width: Math.round(parent.width * root.shown.done)
                height: parent.height
                radius: height / 2
                color: Theme.primary
            }
        }
    }
    ListBox {
        id: list
        x: root.portrait ? Theme.page : words.x + words.width + Theme.du(40)
        y: root.portrait ? words.y + words.height + root.gap : Theme.du(24)
        width: root.listWide
        Repeater {
            model: root.shown.lines.length
            Item {
                id: line
                required property int index
                readonly property var entry: root.shown.lines[index] ?? ({})
                width: parent?.width ?? 0
                height: Math.max(Theme.du(root.portrait ? 150 : 116), text.height + Theme.du(root.portrait ? 36 : 16))
                Rectangle {
                    width: parent.width
                    height: Theme.du(Theme.isContrast ? 3 : 2)
                    color: Theme.line
                    visible: line.index > 0
                }
                Rectangle {
                    id: dot
                    x: Theme.du(36)
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.du(76)
                    height: width
                    radius: width / 2
                    color: line.entry.state === "done" ? Theme.ok : line.entry.state === "current" ? Theme.gold : Theme.surface
                    border.width: line.entry.state === "todo" ? Theme.du(4) : 0
                    border.color: Theme.lineStrong
                    Icon {
                        anchors.centerIn: parent
                        name: line.entry.state === "todo" ? "" : line.entry.icon ?? ""
                        size: 46
                        tone: line.entry.state === "done" ? "onPrimary" : "onGold"
                    }
                }
                Column {
                    id: text
                    anchors.verticalCenter: parent.verticalCenter
                    x: dot.x + dot.width + Theme.du(28)
                    width: parent.width - x - Theme.du(24)
                    Label {
                        width: parent.width
                        role: "lead"
                        text: line.entry.title ?? ""
                    }
                    Label {
                        width: parent.width
                        tone: "ink2"
                        text: line.entry.second ?? ""
                    }
                }
            }
        }
    }
    Note {
        x: Theme.page
        y: root.portrait ? list.y + list.height + root.gap : words.y + words.height + root.gap
        width: words.width
        role: Theme.isElder ? "body" : "lead"
        tone: root.shown.note.tone
        icon: root.shown.note.icon
        strong: root.shown.note.strong
        text: root.shown.note.text
    }
    ActionRow {
        x: Theme.page
        width: words.width
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        PrimaryButton {
            busy: true
            enabled: false
            text: root.shown.busy
        }
    }
}
