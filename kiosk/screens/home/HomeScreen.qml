pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property bool elder: shown.elder

    stays: true

    readonly property real wide: width - 2 * Theme.page
    readonly property real leftWide: portrait ? wide : elder ? wide * 0.4 : Theme.du(760)
    readonly property real rightWide: portrait ? wide : wide - leftWide - Theme.du(40)

    // what is free between the parts in portrait; the network's banner takes from it first
    readonly property real free: height - first.y - first.height - second.fixed - Theme.du(24)
    readonly property real elderTile: portrait ? Math.min(Theme.du(196), (elderButtons.y - Theme.du(28) - quickTop) / 4 - Theme.du(20)) : Math.min(Theme.du(180), (height - Theme.du(28 + 24 + 24 + 48) - Theme.lineOf("heading2")) / 4)
    readonly property real quickTop: first.y + first.height + Theme.du(28) + Theme.lineOf("heading2") + Theme.du(24)

    component Heading: Item {
        id: heading
        property string text: ""
        property string second: ""
        property real least: 0
        default property alias more: holder.data
        implicitHeight: Math.max(name.height, least)

        Label {
            id: name
            anchors.bottom: parent.bottom
            role: "heading2"
            wrapMode: Text.NoWrap
            text: heading.text
        }
        Label {
            anchors.baseline: name.baseline
            x: name.width + Theme.du(18)
            tone: "ink2"
            wrapMode: Text.NoWrap
            text: heading.second
        }
        Item {
            id: holder
            anchors.fill: parent
        }
    }

    component QuickTiles: TileGrid {
        id: quickTiles
        columns: root.elder ? 1 : 2
        least: root.elder ? root.elderTile : root.portrait ? Theme.tile : Theme.du(92)
        rowSpacing: Theme.du(!root.portrait ? (root.elder ? 16 : 12) : root.elder ? 20 : 16)

        Repeater {
            model: root.shown.quick.length
            Tile {
                required property int index
                readonly property var entry: index < root.shown.quick.length ? root.shown.quick[index] : null
                width: quickTiles.each
                height: quickTiles.tall
                least: 0
                role: root.elder && root.portrait ? "heading2" : "bodyStrong"
                bed: root.elder ? Theme.iconTile * (root.portrait ? 1 : 0.86) : Theme.du(root.portrait ? 68 : 60)
                text: entry?.text ?? ""
                second: entry?.second ?? ""
                icon: entry?.icon ?? ""
                chevron: root.elder
                act: "item"
                argument: entry?.code ?? ""
            }
        }
    }

    component ThemeTiles: TileGrid {
        id: themeTiles
        columns: 4
        least: root.portrait ? Theme.themeTile : Theme.du(112)
        rowSpacing: Theme.du(root.portrait ? 16 : 12)

        Repeater {
            model: root.shown.themes.length
            ThemeTile {
                required property int index
                readonly property var entry: index < root.shown.themes.length ? root.shown.themes[index] : null
                width: themeTiles.each
                height: themeTiles.tall
                least: 0
                text: entry?.text ?? ""
                icon: entry?.icon ?? ""
                act: "theme"
                argument: entry?.name ?? ""
            }
        }
    }

    component TreeTiles: TileGrid {
        id: treeTiles
        columns: 2
        least: Theme.du(124)

        Repeater {
            model: root.shown.trees.length
            Tile {
                required property int index
                readonly property var entry: index < root.shown.trees.length ? root.shown.trees[index] : null
                width: treeTiles.each
                height: treeTiles.tall
                bed: Theme.iconTile
                text: entry?.text ?? ""
                second: entry?.second ?? ""
                icon: entry?.icon ?? ""
                chevron: root.portrait
                act: "browse"
                argument: entry?.audience ?? ""
            }
        }
    }

    component QuickHeading: Heading {
        least: root.elder ? 0 : Theme.targetMin
        text: root.shown.quick_title
        second: root.shown.quick_second

        Pressable {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            width: all.width + Theme.du(16)
            height: Theme.targetMin
            radius: Theme.radiusSmall
            color: down ? Theme.primarySoft : "transparent"
            act: "browse"
            argument: "quick"
            visible: !root.elder

            Row {
                id: all
                anchors.centerIn: parent
                spacing: Theme.du(6)

                Label {
                    role: "bodyStrong"
                    tone: "primary"
                    wrapMode: Text.NoWrap
                    text: root.shown.quick_all
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "chevron-right"
                    size: 34
                    tone: "primary"
                }
            }
        }
    }

    // what we know: the question, typing, the trees
    Column {
        id: first
        x: Theme.page
        y: Theme.du(28)
        width: root.leftWide
        spacing: Theme.du(root.elder ? 28 : 22)

        Label {
            width: parent.width
            role: "heading1"
            text: root.shown.title
        }
        TypingCard {
            width: parent.width
            height: implicitHeight
            elder: root.elder
            portrait: root.portrait
            speaks: root.shown.speaks
            title: root.shown.search_title
            hint: root.shown.search_hint
            fieldText: root.shown.search_field
        }
        TreeTiles {
            width: parent.width
            visible: !root.portrait && !root.elder
        }
    }
    // what people do
    Column {
        id: second

        readonly property real fixed: {
            let used = 0;
            for (const part of children)
                used += part.visible ? part.height : 0;
            return used;
        }

        x: root.portrait ? Theme.page : Theme.page + root.leftWide + Theme.du(40)
        y: root.portrait ? first.y + first.height + (root.elder ? Theme.du(28) : spacing) : Theme.du(28)
        width: root.rightWide
        spacing: root.elder ? Theme.du(24) : root.portrait ? Math.max(Theme.du(14), Math.min(Theme.du(36), root.free / 5)) : Theme.du(14)

        QuickHeading {
            width: parent.width
            height: implicitHeight
        }
        QuickTiles {
            width: parent.width
        }
        Heading {
            width: parent.width
            height: implicitHeight
            text: root.shown.themes_title
            second: root.shown.themes_second
            visible: !root.elder
        }
        ThemeTiles {
            width: parent.width
            visible: !root.elder
        }
        TreeTiles {
            width: parent.width
            visible: root.portrait && !root.elder
        }
    }
    Grid {
        id: elderButtons
        columns: root.portrait ? 2 : 1
        x: Theme.page
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(32)
        width: root.leftWide
        spacing: Theme.gap
        visible: root.elder

        SecondaryButton {
            width: root.portrait ? (parent.width - parent.spacing) / 2 : parent.width
            icon: root.shown.more.icon
            text: root.shown.more.text
            act: root.shown.more.act
            argument: root.shown.more.argument
        }
        SecondaryButton {
            width: root.portrait ? (parent.width - parent.spacing) / 2 : parent.width
            icon: root.shown.person.icon
            text: root.shown.person.text
            act: root.shown.person.act
        }
    }
}
