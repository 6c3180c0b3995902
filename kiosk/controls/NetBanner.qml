import QtQuick

// Said once under the status bar while the network is away; nothing is taken from the resident.
Rectangle {
    id: banner

    property string text: ""

    implicitHeight: text === "" ? 0 : Math.max(Theme.netBanner, words.height + Theme.du(20))
    color: Theme.goldSoft
    visible: text !== ""

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hairline
        color: Theme.goldLine
    }
    Icon {
        id: picture
        x: Theme.page
        anchors.verticalCenter: parent.verticalCenter
        name: "cloud-off"
        size: 40
        tone: "warn"
    }
    Label {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: picture.x + picture.width + Theme.du(18)
        width: parent.width - x - Theme.page
        role: "caption"
        font.bold: true
        font.pixelSize: Math.max(Theme.caption, Theme.du(32))
        tone: "warn"
        text: banner.text
    }
}
