import QtQuick

// One row of a ListBox; the whole row is the target.
Pressable {
    id: row

    property string text: ""
    property string second: ""
    property string icon: ""
    property bool iconInBed: true
    property string sample: ""
    property string tag: ""
    property string tagTone: "neutral"
    property string tagIcon: ""
    property bool tagBelow: Theme.isElder && Theme.portrait
    property bool chevron: act !== ""
    readonly property bool arrowed: chevron && enabled
    property bool first: false
    property bool bold: true
    property int least: second === "" ? Theme.listRow : Theme.listRowTwoLines
    property int edge: Theme.du(24)
    property int pad: Theme.du(Theme.portrait ? 28 : 16)

    width: parent?.width ?? 0
    implicitHeight: Math.max(least, words.height + (label.below ? label.height + Theme.du(2) : 0) + pad)
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
        visible: row.icon !== "" && row.sample === ""

        Icon {
            id: picture
            anchors.centerIn: parent
            name: row.icon
            size: Theme.isElder ? 60 : 44
            colour: row.enabled ? (row.iconInBed ? Theme.iconInk : Theme.primary) : Theme.inkDisabled
        }
    }
    Image {
        id: paper
        x: row.edge
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.du(Theme.isElder ? 144 : 126)
        height: Math.round(width / 1.5)
        sourceSize: Qt.size(width, height)
        source: row.sample === "" ? "" : "image://sample/" + row.sample
        visible: row.sample !== ""
    }
    Column {
        id: words
        x: row.sample !== "" ? paper.x + paper.width + Theme.du(20) : row.icon !== "" ? bed.x + bed.width + Theme.du(24) : row.edge
        y: (row.height - height - (label.below ? label.height + Theme.du(2) : 0)) / 2
        width: row.width - x - Theme.du(16) - (row.tag !== "" && !label.below ? label.width + Theme.du(14) : 0) - (row.arrowed ? arrow.width + Theme.du(14) : 0)
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
    }
    Tag {
        id: label
        readonly property bool below: row.tagBelow && row.tag !== ""
        x: below ? words.x : row.width - width - (row.arrowed ? arrow.width + Theme.du(30) : Theme.du(24))
        y: below ? words.y + words.height + Theme.du(2) : (row.height - height) / 2
        text: row.tag
        tone: row.tagTone
        icon: row.tagIcon
    }
    Icon {
        id: arrow
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.du(16)
        name: row.arrowed ? "chevron-right" : ""
        size: Theme.isElder ? 52 : 40
        tone: "primary"
    }
}
