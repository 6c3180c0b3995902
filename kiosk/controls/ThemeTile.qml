import QtQuick

// Icon over name, four in a row.
Pressable {
    id: tile

    property string text: ""
    property string icon: ""
    property int least: Theme.themeTile

    implicitHeight: Math.max(least, words.height + picture.height + Theme.du(Theme.portrait ? 44 : 28))
    radius: Theme.radiusCard
    color: down ? Theme.primarySoft : Theme.surface
    border.width: Theme.hairline
    border.color: down ? Theme.primary : Theme.line

    Icon {
        id: picture
        x: Theme.du(22)
        y: Theme.du(Theme.portrait ? 18 : 14)
        name: tile.icon
        size: Theme.isElder ? 72 : Theme.portrait ? 56 : 48
        tone: "primary"
    }
    Label {
        id: words
        x: Theme.du(22)
        width: tile.width - 2 * x + Theme.du(8)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(Theme.portrait ? 14 : 8)
        role: "bodyStrong"
        lineHeight: Math.round(font.pixelSize * 1.3)
        text: tile.text
    }
}
