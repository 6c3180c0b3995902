pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

// The title with its marks, what it costs in time and money, and the situations to choose from.
Column {
    id: root

    required property var shown
    required property int at
    readonly property bool portrait: Theme.portrait
    readonly property real titleHeight: title.height

    component FactBox: Rectangle {
        id: box
        property var fact: null
        height: Math.max(Theme.du(root.portrait ? 112 : 72), inside.height + Theme.du(root.portrait ? 24 : 14))
        radius: Theme.radiusCard
        color: Theme.primarySoft
        border.width: Theme.isContrast ? Theme.hairline : 0
        border.color: Theme.line

        Grid {
            id: inside
            x: Theme.du(root.portrait && Theme.isElder ? 18 : 22)
            anchors.verticalCenter: parent.verticalCenter
            columns: root.portrait || name.implicitWidth + value.implicitWidth + columnSpacing > box.width - 2 * x ? 1 : 2
            columnSpacing: Theme.du(20)
            verticalItemAlignment: Grid.AlignVCenter

            Label {
                id: name
                role: "caption"
                tone: "ink2"
                wrapMode: Text.NoWrap
                text: box.fact?.label ?? ""
            }
            Label {
                id: value
                width: Math.min(implicitWidth, box.width - 2 * inside.x)
                role: "heading2"
                font.pixelSize: Theme.du(Theme.isElder ? 44 : 40)
                lineHeight: Math.round(font.pixelSize * 1.2)
                tone: "primaryOnSoft"
                text: box.fact?.value ?? ""
            }
        }
    }

    component Badges: Flow {
        id: badges
        property bool wanted: true
        visible: wanted
        spacing: Theme.du(12)

        Repeater {
            model: badges.wanted ? root.shown.badges.length : 0
            Tag {
                required property int index
                readonly property var badge: index < root.shown.badges.length ? root.shown.badges[index] : null
                text: badge?.text ?? ""
                tone: badge?.tone ?? ""
                icon: badge?.icon ?? ""
            }
        }
    }

    spacing: Theme.du(root.portrait ? 16 : 10)

    Item {
        width: parent.width
        height: Math.max(title.height, beside.visible ? beside.height : 0)

        Label {
            id: title
            width: root.portrait ? parent.width : parent.width - beside.width - Theme.gap
            role: "heading1"
            font.pixelSize: text.length > 18 || !root.portrait ? Theme.du(Theme.isElder ? 58 : 48) : Theme.heading1
            lineHeight: Math.round(font.pixelSize * 1.25)
            text: root.shown.title
        }
        Badges {
            id: beside
            x: title.contentWidth + Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.du(Theme.isElder ? 840 : 700)
            wanted: !root.portrait
        }
    }
    Badges {
        width: parent.width
        wanted: root.portrait
        opacity: root.at === 0 ? 1 : 0
    }
    Grid {
        id: facts
        width: parent.width
        opacity: root.at === 0 ? 1 : 0
        columns: root.portrait && Theme.isElder && root.shown.facts.some(fact => fact.value.length > 4) ? 2 : 4
        columnSpacing: Theme.gapSmall
        rowSpacing: Theme.gapSmall

        Repeater {
            model: root.shown.facts.length
            FactBox {
                required property int index
                width: (facts.width - (facts.columns - 1) * facts.columnSpacing) / facts.columns
                fact: index < root.shown.facts.length ? root.shown.facts[index] : null
            }
        }
    }
    SegmentBar {
        width: parent.width
        height: implicitHeight
        entries: root.shown.tabs
        act: "situation"
        opacity: root.at === 0 ? 1 : 0
        enabled: root.at === 0
    }
}
