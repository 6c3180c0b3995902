import QtQuick
import "../../controls"

Page {
    id: root

    Pressable {
        anchors.fill: parent
        act: "touched"
        targetName: "touch:anywhere"
        activeFocusOnTab: false
    }
    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.page
        spacing: Theme.du(36)

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.du(220)
            height: width
            radius: width / 2
            color: Theme.okSoft
            border.width: Theme.isContrast ? Theme.hairline : 0
            border.color: Theme.ok

            Icon {
                anchors.centerIn: parent
                name: "check"
                size: 130
                tone: "ok"
            }
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            role: "heading1"
            text: root.shown.title
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            role: "body"
            tone: "ink2"
            text: root.shown.line
        }
    }
}
