pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real edge: Theme.du(72)
    readonly property real textWide: portrait ? width - 2 * edge : width * 0.56

    Pressable {
        anchors.fill: parent
        color: Theme.panel
        act: "touched"
        targetName: "touch:anywhere"
        activeFocusOnTab: false
    }

    // station, place, network, clock
    Item {
        x: Theme.page
        y: Theme.du(portrait ? 40 : 28)
        width: parent.width - 2 * x
        height: station.height
        readonly property bool portrait: root.portrait

        Label {
            id: station
            role: "status"
            font.bold: true
            wrapMode: Text.NoWrap
            color: Theme.panelInk
            text: root.shown.station
        }
        Label {
            x: station.width + Theme.du(28)
            role: "status"
            wrapMode: Text.NoWrap
            color: Theme.panelInkSoft
            text: root.shown.place
        }
        Label {
            id: clock
            anchors.right: parent.right
            role: "status"
            font.bold: true
            wrapMode: Text.NoWrap
            color: Theme.panelInk
            text: root.shown.clock
        }
        Label {
            id: network
            anchors.right: clock.left
            anchors.rightMargin: Theme.du(28)
            role: "status"
            wrapMode: Text.NoWrap
            color: Theme.panelInkSoft
            text: root.shown.network
        }
        Icon {
            anchors.right: network.left
            anchors.rightMargin: Theme.du(12)
            anchors.verticalCenter: network.verticalCenter
            name: root.shown.network_up ? "wifi" : "wifi-off"
            size: 36
            colour: Theme.panelInkSoft
        }
    }
    Mark {
        x: root.width - width + Theme.du(root.portrait ? 70 : -40)
        y: Theme.du(root.portrait ? 150 : 110)
        size: Theme.du(root.portrait ? 560 : 500)
        petals: Theme.isContrast ? Theme.panel : "#1C6B64"
    }

    Column {
        id: said
        x: root.edge
        y: root.portrait ? go.y - Theme.du(64) - height : Theme.du(120)
        width: root.textWide
        spacing: Theme.du(36)

        Label {
            width: parent.width
            role: "hero"
            font.pixelSize: root.portrait ? Theme.hero : Theme.du(104)
            lineHeight: Math.round(font.pixelSize * 1.22)
            color: Theme.panelInk
            text: root.shown.title
        }
        Column {
            width: parent.width

            Repeater {
                model: root.shown.lines.length
                Label {
                    required property int index
                    width: said.width
                    role: "body"
                    font.pixelSize: Math.max(Theme.body, Theme.du(root.portrait ? 46 : 40))
                    lineHeight: Math.round(font.pixelSize * 1.5)
                    color: Theme.panelInkSoft
                    text: root.shown.lines[index] ?? ""
                }
            }
        }
    }
    Rectangle {
        id: go
        x: root.edge
        y: root.portrait ? facts.y - height - Theme.du(72) : facts.y - height - Theme.du(36)
        width: root.portrait ? root.width - 2 * root.edge : Theme.du(900)
        height: Theme.du(root.portrait ? 216 : 168)
        radius: Theme.du(28)
        color: Theme.gold

        Icon {
            id: hand
            x: Theme.du(56)
            anchors.verticalCenter: parent.verticalCenter
            name: "hand"
            size: root.portrait ? 112 : 92
            tone: "onGold"
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            x: hand.x + hand.width + Theme.du(36)
            width: arrow.x - x - Theme.du(12)
            role: "heading1"
            font.pixelSize: Theme.du(root.portrait ? 64 : 56)
            lineHeight: Math.round(font.pixelSize * 1.25)
            tone: "onGold"
            text: root.shown.start
        }
        Icon {
            id: arrow
            anchors.right: parent.right
            anchors.rightMargin: Theme.du(56)
            anchors.verticalCenter: parent.verticalCenter
            name: "arrow-right"
            size: 80
            tone: "onGold"
        }
    }
    Item {
        id: facts
        x: root.edge
        y: modes.y - height
        width: root.width - 2 * x
        height: numbers.height + Theme.du(root.portrait ? 68 : 40)

        Rectangle {
            width: parent.width
            height: Theme.du(2)
            color: Theme.isContrast ? Theme.line : "#5C928B"
        }
        Row {
            id: numbers
            anchors.verticalCenter: parent.verticalCenter

            Repeater {
                model: root.shown.facts.length
                Column {
                    required property int index
                    readonly property var fact: root.shown.facts[index] ?? null
                    width: facts.width / Math.max(1, root.shown.facts.length)

                    Label {
                        width: parent.width - Theme.du(16)
                        role: "number"
                        font.pixelSize: Theme.du(60)
                        lineHeight: Math.round(font.pixelSize * 1.2)
                        color: Theme.panelInk
                        text: parent.fact?.number ?? ""
                    }
                    Label {
                        width: parent.width - Theme.du(16)
                        role: "caption"
                        font.pixelSize: Math.max(Theme.caption, Theme.du(30))
                        color: Theme.panelInkSoft
                        text: parent.fact?.text ?? ""
                    }
                }
            }
        }
    }
    Rectangle {
        id: modes
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.du(root.portrait ? 196 : 128)
        color: Theme.surface

        Rectangle {
            width: parent.width
            height: Theme.hairline
            color: Theme.line
            visible: Theme.isContrast
        }
        Row {
            id: row
            x: Theme.page
            y: Theme.du(root.portrait ? 20 : 14)
            height: parent.height - 2 * y
            spacing: Theme.du(20)

            Repeater {
                model: root.shown.modes.length
                Pressable {
                    id: mode
                    required property int index
                    readonly property var entry: root.shown.modes[index] ?? null
                    readonly property bool help: entry?.help ?? false
                    width: (modes.width - 2 * row.x - (root.shown.modes.length - 1) * row.spacing) / Math.max(1, root.shown.modes.length)
                    height: row.height
                    radius: Theme.radiusCard
                    color: help ? Theme.helpBed : down ? Theme.primarySoft : Theme.surface
                    border.width: Theme.hairline
                    border.color: help ? Theme.goldLine : Theme.line
                    targetName: "act:" + (entry?.act ?? "") + ":" + (entry?.argument ?? "")
                    onActivated: {
                        Acts.send(entry.act, entry.argument);
                        if (entry.starts)
                            Acts.send("touched", "");
                    }

                    Grid {
                        anchors.centerIn: parent
                        columns: root.portrait ? 1 : 2
                        columnSpacing: Theme.du(16)
                        rowSpacing: Theme.du(8)
                        horizontalItemAlignment: Grid.AlignHCenter
                        verticalItemAlignment: Grid.AlignVCenter

                        Icon {
                            name: mode.entry?.icon ?? ""
                            size: 60
                            colour: mode.help ? Theme.helpInk : Theme.ink
                        }
                        Label {
                            role: "bodyStrong"
                            wrapMode: Text.NoWrap
                            color: mode.help ? Theme.helpInk : Theme.ink
                            text: mode.entry?.text ?? ""
                        }
                    }
                }
            }
        }
    }
}
