pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

// The receipt as a code large enough for any phone: the easiest way when paper is missing.
Rectangle {
    id: way

    required property var shown

    implicitHeight: Math.max(code.height, words.height) + Theme.du(40)
    radius: Theme.du(20)
    color: Theme.surface
    border.width: Theme.borderSelected
    border.color: Theme.primary

    QrPicture {
        id: code
        x: Theme.du(32)
        anchors.verticalCenter: parent.verticalCenter
        size: 310
        text: way.shown.qr
    }
    Column {
        id: words
        x: code.x + code.width + Theme.du(36)
        width: parent.width - x - Theme.du(24)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.du(12)

        Tag {
            text: way.shown.qr_tag
            tone: "ok"
        }
        Label {
            width: parent.width
            role: "heading2"
            text: way.shown.qr_title
        }
        Label {
            width: parent.width
            tone: "ink2"
            text: way.shown.qr_second
        }
    }
}
