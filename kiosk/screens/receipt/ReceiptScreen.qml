pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property real leftWide: portrait ? wide : Math.round(wide * 0.54)
    readonly property real rightWide: portrait ? wide : wide - leftWide - Theme.du(40)
    readonly property int gap: Theme.du(Theme.isElder ? 16 : 20)

    Column {
        id: left
        x: Theme.page
        y: Theme.du(root.portrait ? 16 : 14)
        width: root.leftWide
        spacing: root.gap

        Row {
            width: parent.width
            spacing: Theme.du(32)
            Rectangle {
                id: done
                width: Theme.du(120)
                height: width
                radius: width / 2
                color: Theme.ok
                anchors.verticalCenter: parent.verticalCenter
                Icon {
                    anchors.centerIn: parent
                    name: "check"
                    size: 80
                    tone: "onPrimary"
                }
            }
            Column {
                width: parent.width - done.width - parent.spacing
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.du(4)
                Label {
                    width: parent.width
                    role: "heading1"
                    text: root.shown.title
                }
                Label {
                    width: parent.width
                    role: "lead"
                    tone: root.shown.state_tone
                    text: root.shown.state
                }
            }
        }
        NumberCard {
            width: parent.width
            shown: root.shown
        }
    }
    Column {
        id: right
        x: root.portrait ? Theme.page : left.x + left.width + Theme.du(40)
        y: root.portrait ? left.y + left.height + root.gap : Theme.du(24)
        width: root.rightWide
        spacing: root.gap

        Timeline {
            width: parent.width
            steps: root.shown.steps
        }
        Note {
            width: parent.width
            tone: root.shown.note.tone
            icon: root.shown.note.icon
            strong: root.shown.note.strong
            text: root.shown.note.text
        }
    }
    Row {
        x: right.x
        width: right.width
        y: foot.y - height - Theme.du(14)
        spacing: Theme.du(16)
        Icon {
            id: shield
            anchors.verticalCenter: parent.verticalCenter
            name: "shield-check"
            size: Theme.isElder ? 52 : 44
            tone: "ok"
        }
        Label {
            width: parent.width - shield.width - parent.spacing
            anchors.verticalCenter: parent.verticalCenter
            role: "caption"
            tone: "ink2"
            text: root.shown.clears
        }
    }
    Foot {
        id: foot
        x: right.x
        width: right.width
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        aside: root.shown.left
        primary: root.shown.primary
    }
}
