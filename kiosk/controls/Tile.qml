import QtQuick

// A white box with an icon in a soft square, a name and perhaps a second line.
Pressable {
    id: tile

    property string text: ""
    property string second: ""
    property string icon: ""
    property bool chevron: false
    property int bed: Theme.isElder ? Theme.iconTile : Theme.du(68)
    property string role: "bodyStrong"
    property int least: Theme.tile
    readonly property color ink: enabled ? Theme.ink : Theme.inkDisabled

    implicitHeight: Math.max(least, words.height + Theme.du(Theme.portrait ? 24 : 14))
    radius: Theme.radiusCard
    color: !enabled ? Theme.sunken : down ? Theme.primarySoft : Theme.surface
    border.width: Theme.hairline
    border.color: down ? Theme.primary : Theme.line

    Rectangle {
        id: bedding
        x: Theme.du(22)
        anchors.verticalCenter: parent.verticalCenter
        width: tile.bed
        height: tile.bed
        radius: Theme.radiusSmall
        color: tile.down || !tile.enabled ? Theme.surface : Theme.iconBed
        visible: tile.icon !== ""

        Icon {
            anchors.centerIn: parent
            name: tile.icon
            size: Theme.isElder ? 72 : 44
            colour: tile.enabled ? (tile.down ? Theme.primary : Theme.iconInk) : Theme.inkDisabled
        }
    }
    Column {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: tile.icon !== "" ? bedding.x + bedding.width + Theme.du(20) : Theme.du(22)
        width: tile.width - x - (tile.chevron ? arrow.width + Theme.du(32) : Theme.du(18))

        Label {
            width: parent.width
            role: tile.role
            font.bold: true
            color: tile.ink
            lineHeight: Math.round(font.pixelSize * 1.3)
            text: tile.text
        }
        Label {
            width: parent.width
            role: "caption"
            color: tile.enabled ? Theme.ink2 : Theme.inkDisabled
            text: tile.second
            visible: text !== ""
        }
    }
    Icon {
        id: arrow
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.du(20)
        name: tile.chevron && tile.enabled ? "chevron-right" : ""
        size: Theme.isElder ? 64 : 48
        tone: "primary"
    }
}
