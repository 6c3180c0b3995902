import QtQuick
import "../../controls"

// The way to the microphone, where there is one, and to the search field, as the first thing on the page.
Rectangle {
    id: card

    property bool speaks: false
    readonly property bool down: whole.down

    required property bool elder
    required property bool portrait
    required property string title
    required property string hint
    required property string fieldText

    radius: Theme.du(24)
    color: down ? Theme.primaryPressed : Theme.panel
    border.width: Theme.isContrast ? Theme.hairline : 0
    border.color: Theme.panelLine
    implicitHeight: field.visible ? field.y + field.height + Theme.du(32) : Math.max(disc.height, said.height) + 2 * disc.y
    readonly property color ink: down && Theme.isContrast ? Theme.primaryInk : Theme.panelInk
    readonly property color inkSoft: down && Theme.isContrast ? Theme.primaryInk : Theme.panelInkSoft

    Pressable {
        id: whole
        width: card.width
        height: card.speaks && field.visible ? field.y - Theme.du(12) : card.height
        radius: card.radius
        act: card.speaks ? "speak" : "open_search"
    }
    Rectangle {
        id: disc
        x: Theme.du(card.elder ? 40 : 32)
        y: Theme.du(card.elder ? 40 : 32)
        width: Theme.du(!card.elder ? 148 : card.portrait ? 200 : 132)
        height: width
        radius: width / 2
        color: Theme.gold

        Icon {
            anchors.centerIn: parent
            name: card.speaks ? "mic" : "keyboard"
            size: !card.elder ? 84 : card.portrait ? 116 : 76
            tone: "onGold"
        }
    }
    Column {
        id: said
        anchors.verticalCenter: disc.verticalCenter
        x: disc.x + disc.width + Theme.du(32)
        width: card.width - x - Theme.du(24)
        spacing: Theme.du(4)

        Label {
            width: parent.width
            role: "heading1"
            font.pixelSize: Theme.du(!card.elder ? 50 : card.portrait ? 64 : 56)
            lineHeight: Math.round(font.pixelSize * 1.25)
            color: card.ink
            text: card.title
        }
        Label {
            width: parent.width
            role: card.elder ? "caption" : "body"
            color: card.inkSoft
            text: card.hint
        }
    }
    Rectangle {
        id: field
        x: Theme.du(32)
        y: Math.max(disc.y + disc.height, said.y + said.height) + Theme.du(24)
        width: card.width - 2 * x
        height: Theme.du(96)
        radius: Theme.du(14)
        visible: !card.elder
        color: Theme.surface
        border.width: Theme.isContrast ? Theme.hairline : 0
        border.color: Theme.ink2

        Icon {
            id: glass
            x: Theme.du(28)
            anchors.verticalCenter: parent.verticalCenter
            name: "search"
            size: 44
            tone: "ink2"
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            x: glass.x + glass.width + Theme.du(20)
            width: parent.width - x - Theme.du(20)
            role: "body"
            tone: "ink2"
            maximumLineCount: 2
            text: card.fieldText
        }
        Pressable {
            anchors.fill: parent
            visible: card.speaks
            radius: parent.radius
            act: "open_search"
        }
    }
}
