pragma ComponentBehavior: Bound
import QtQuick

// One row of a ListBox; the whole row is the target. What a row lacks is not made: lists are most of what residents open.
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
    Loader {
        id: picture
        x: row.edge
        anchors.verticalCenter: parent.verticalCenter
        active: row.icon !== "" || row.sample !== ""
        sourceComponent: row.sample !== "" ? paper : row.iconInBed ? bed : bare
    }
    Column {
        id: words
        x: picture.active ? row.edge + picture.width + (row.sample !== "" ? Theme.du(20) : Theme.du(24)) : row.edge
        y: (row.height - height - (label.below ? label.height + Theme.du(2) : 0)) / 2
        width: row.width - x - Theme.du(16) - (label.active && !label.below ? label.width + Theme.du(14) : 0) - (row.arrowed ? arrow.width + Theme.du(14) : 0)
        spacing: Theme.du(2)

        Label {
            width: parent.width
            role: "body"
            font.bold: row.bold
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
    Loader {
        id: label
        readonly property bool below: row.tagBelow && active
        x: below ? words.x : row.width - width - (row.arrowed ? arrow.width + Theme.du(30) : Theme.du(24))
        y: below ? words.y + words.height + Theme.du(2) : (row.height - height) / 2
        active: row.tag !== ""
        sourceComponent: Tag {
            text: row.tag
            tone: row.tagTone
            icon: row.tagIcon
        }
    }
    Loader {
        id: arrow
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.du(16)
        active: row.arrowed
        sourceComponent: Icon {
            name: "chevron-right"
            size: Theme.isElder ? 52 : 40
            tone: "primary"
        }
    }
    Component {
        id: paper
        Image {
            width: Theme.du(Theme.isElder ? 144 : 126)
            height: Math.round(width / 1.5)
            sourceSize: Qt.size(width, height)
            source: "image://sample/" + row.sample
        }
    }
    Component {
        id: bed
        Rectangle {
            width: Theme.iconTile * (Theme.isElder ? 0.83 : 1)
            height: width
            radius: Theme.radiusSmall
            color: Theme.iconBed

            Icon {
                anchors.centerIn: parent
                name: row.icon
                size: Theme.isElder ? 60 : 44
                colour: row.enabled ? Theme.iconInk : Theme.inkDisabled
            }
        }
    }
    Component {
        id: bare
        Icon {
            name: row.icon
            size: Theme.isElder ? 60 : 44
            colour: row.enabled ? Theme.primary : Theme.inkDisabled
        }
    }
}
