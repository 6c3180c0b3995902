pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property real leftWide: portrait ? wide : Math.round(wide * 0.46)
    readonly property real rightWide: portrait ? wide : wide - leftWide - Theme.du(40)

    Column {
        id: words
        x: root.portrait ? Theme.page : Theme.page + root.leftWide + Theme.du(40)
        y: Theme.du(18)
        width: root.rightWide
        spacing: Theme.du(14)

        Label {
            width: parent.width
            role: "heading1"
            font.pixelSize: root.portrait || !Theme.isElder ? Math.round(Theme.heading1 * 1.12) : Theme.heading1
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
        id: frame
        x: Theme.page
        y: root.portrait ? words.y + words.height + Theme.du(22) : Theme.du(24)
        width: root.leftWide
        height: (root.portrait ? rest.y : waiting.y) - y - Theme.du(22)
        radius: Theme.du(24)
        color: Theme.surface
        border.width: Theme.hairline
        border.color: Theme.line

        Image {
            anchors.fill: parent
            anchors.margins: Theme.du(20)
            fillMode: Image.PreserveAspectFit
            sourceSize: Qt.size(Math.max(1, width), Math.max(1, height))
            source: "../../../assets/pictures/card-" + (root.shown.reading ? "read" : "place") + (Theme.isContrast ? "-contrast" : "") + ".svg"
        }
    }
    Column {
        id: rest
        x: words.x
        y: root.portrait ? waiting.y - height - Theme.du(24) : words.y + words.height + Theme.du(26)
        width: root.rightWide
        spacing: Theme.du(22)

        Note {
            width: parent.width
            tone: root.shown.note.tone
            icon: root.shown.note.icon
            strong: root.shown.note.strong
            text: root.shown.note.text
        }
        Label {
            width: parent.width
            role: "heading2"
            text: root.shown.ways_title
            visible: root.portrait || !Theme.isElder
        }
        Grid {
            width: parent.width
            columns: Theme.isElder && root.portrait ? 1 : 2
            spacing: Theme.gapSmall
            Repeater {
                model: root.shown.ways
                Tile {
                    required property var modelData
                    width: Theme.isElder && root.portrait ? parent.width : (parent.width - Theme.gapSmall) / 2
                    implicitHeight: Math.max(Theme.isElder ? Theme.du(140) : Theme.tile, 1)
                    bed: Theme.du(Theme.isElder ? 96 : 68)
                    text: modelData.text
                    icon: modelData.icon
                    act: modelData.act
                    argument: modelData.argument
                }
            }
        }
    }
    Rectangle {
        id: waiting
        x: Theme.page
        width: root.wide
        height: Math.max(Theme.du(88), said.height + Theme.du(32))
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        radius: Theme.radiusCard
        color: Theme.primarySoft
        border.width: Theme.isContrast ? Theme.borderStrong : 0
        border.color: Theme.line

        Icon {
            id: sign
            x: Theme.du(28)
            anchors.verticalCenter: parent.verticalCenter
            name: root.shown.waiting_icon
            size: Theme.isElder ? 56 : 44
            tone: "primary"
        }
        Label {
            id: said
            x: sign.x + sign.width + Theme.du(20)
            width: parent.width - x - Theme.du(20)
            anchors.verticalCenter: parent.verticalCenter
            role: "bodyStrong"
            text: root.shown.waiting
        }
    }
}
