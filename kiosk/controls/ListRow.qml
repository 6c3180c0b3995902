import QtQuick

// One row of a ListBox; the whole row is the target.
Pressable {
    id: row

    property string text: ""
    property string second: ""
    property string icon: ""
    property bool iconInBed: true
    property string tag: ""
    property string tagTone: "neutral"
    property string tagIcon: ""
    property bool tagBelow: Theme.isElder && Theme.portrait
    property bool chevron: act !== ""
    property bool first: false
    property bool bold: true
    property int least: second === "" ? Theme.listRow : Theme.listRowTwoLines
    property int edge: Theme.du(24)
    property int pad: Theme.du(Theme.portrait ? 28 : 16)

    width: parent?.width ?? 0
    implicitHeight: Math.max(least, words.height + pad)
    radius: Theme.radiusCard
    color: down ? Theme.primarySoft : "transparent"
    ringInside: true

    Rectangle {
        width: parent.width
        height: Theme.du(2)
        color: Theme.line
        visible: !row.first
    }
    Rectangle {
        id: bed
        x: row.edge
        anchors.verticalCenter: parent.verticalCenter
        width: row.iconInBed ? Theme.iconTile * (Theme.isElder ? 0.83 : 1) : picture.width
        height: width
        radius: Theme.radiusSmall
        color: row.iconInBed ? Theme.iconBed : "transparent"
        visible: row.icon !== ""

        Icon {
            id: picture
            anchors.centerIn: parent
            name: row.icon
            size: Theme.isElder ? 60 : 44
            colour: row.enabled ? (row.iconInBed ? Theme.iconInk : Theme.primary) : Theme.inkDisabled
        }
    }
    Column {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: row.icon !== "" ? bed.x + bed.width + Theme.du(24) : row.edge
        width: row.width - x - Theme.du(16) - (side.visible ? side.width + Theme.du(14) : 0) - (arrow.visible ? arrow.width + Theme.du(14) : 0)
        spacing: Theme.du(2)

        Label {
            width: parent.width
            role: "body"
            bold: row.bold
            color: row.enabled ? Theme.ink : Theme.inkDisabled
            lineHeight: Math.round(font.pixelSize * 1.3)
            text: row.text
        }
        Label {
            width: parent.width
            role: "caption"
            color: row.enabled ? Theme.ink2 : Theme.inkDisabled
            text: row.second
            visible: text !== ""
        }
        Tag {
            text: row.tagBelow ? row.tag : ""
            tone: row.tagTone
            icon: row.tagIcon
        }
    }
    Tag {
        id: side
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: arrow.visible ? arrow.left : parent.right
        anchors.rightMargin: arrow.visible ? Theme.du(14) : Theme.du(24)
        text: row.tagBelow ? "" : row.tag
        tone: row.tagTone
        icon: row.tagIcon
    }
    Icon {
        id: arrow
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.du(16)
        name: row.chevron && row.enabled ? "chevron-right" : ""
        size: Theme.isElder ? 52 : 40
        tone: "primary"
    }
}
