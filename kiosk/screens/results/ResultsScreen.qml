pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property bool found: shown.best.code !== ""
    readonly property real wide: width - 2 * Theme.page
    readonly property real half: portrait ? wide : (wide - Theme.du(32)) / 2

    // what else it may be comes in the frame after the best guess
    whole: false

    FrameAnimation {
        running: !root.whole
        onTriggered: root.whole = currentFrame > 1
    }

    component QueryField: Pressable {
        height: Theme.du(Theme.isElder ? 116 : 104)
        radius: Theme.du(14)
        color: down ? Theme.primarySoft : Theme.surface
        border.width: Theme.borderStrong
        border.color: Theme.lineStrong
        act: "open_search"

        Icon {
            id: glass
            x: Theme.du(28)
            anchors.verticalCenter: parent.verticalCenter
            name: "search"
            size: 44
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            x: glass.x + glass.width + Theme.du(20)
            width: change.x - x - Theme.du(12)
            role: "lead"
            lineHeight: Math.round(font.pixelSize * 1.2)
            maximumLineCount: 1
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            text: root.shown.query
        }
        Row {
            id: change
            anchors.verticalCenter: parent.verticalCenter
            anchors.right: parent.right
            anchors.rightMargin: Theme.du(28)
            spacing: Theme.du(12)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "pencil"
                size: 40
                tone: "primary"
            }
            Label {
                role: "bodyStrong"
                tone: "primary"
                wrapMode: Text.NoWrap
                text: root.shown.again
            }
        }
    }

    component BestCard: Rectangle {
        id: card
        implicitHeight: inside.height + Theme.du(root.portrait ? 68 : 52)
        radius: Theme.radiusCard
        color: Theme.surface
        border.width: Theme.borderSelected
        border.color: Theme.primary

        Column {
            id: inside
            x: Theme.du(36)
            y: Theme.du(root.portrait ? 32 : 24)
            width: parent.width - 2 * x
            spacing: Theme.du(root.portrait ? 18 : 14)

            Column {
                width: parent.width
                spacing: Theme.du(4)

                Label {
                    width: parent.width
                    role: "heading2"
                    font.pixelSize: Math.max(Theme.heading2, Theme.du(Theme.isElder && root.portrait ? 60 : 52))
                    lineHeight: Math.round(font.pixelSize * 1.3)
                    text: root.shown.best.name
                }
                Label {
                    width: parent.width
                    tone: "ink2"
                    text: root.shown.best.second
                    visible: text !== "" && (root.portrait || !Theme.isElder)
                }
            }
            Flow {
                width: parent.width
                spacing: Theme.du(12)

                Repeater {
                    model: root.shown.best.badges.length
                    Tag {
                        required property int index
                        readonly property var badge: root.shown.best.badges[index] ?? null
                        text: badge?.text ?? ""
                        tone: badge?.tone ?? ""
                        icon: badge?.icon ?? ""
                    }
                }
            }
            Rectangle {
                width: parent.width
                height: Theme.du(2)
                color: Theme.line
            }
            Row {
                width: parent.width

                Repeater {
                    model: root.shown.best.facts.length
                    Column {
                        required property int index
                        readonly property var fact: root.shown.best.facts[index] ?? null
                        width: inside.width / Math.max(1, root.shown.best.facts.length)

                        Label {
                            width: parent.width - Theme.du(16)
                            role: "caption"
                            tone: "ink2"
                            text: parent.fact?.label ?? ""
                        }
                        Label {
                            width: parent.width - Theme.du(16)
                            role: "bodyStrong"
                            text: parent.fact?.value ?? ""
                        }
                    }
                }
            }
            Row {
                id: buttons
                width: parent.width
                spacing: Theme.gap
                readonly property bool two: root.shown.best.guide.act !== ""

                SecondaryButton {
                    width: (buttons.width - buttons.spacing) * 0.42
                    small: true
                    icon: root.shown.best.guide.icon
                    text: root.shown.best.guide.text
                    act: root.shown.best.guide.act
                    argument: root.shown.best.guide.argument
                    visible: buttons.two
                }
                PrimaryButton {
                    width: buttons.two ? (buttons.width - buttons.spacing) * 0.58 : buttons.width
                    small: true
                    icon: root.shown.best.go.icon
                    iconAfter: true
                    text: root.shown.best.go.text
                    act: root.shown.best.go.act
                    argument: root.shown.best.go.argument
                }
            }
        }
    }

    Column {
        id: first
        x: Theme.page
        y: Theme.du(8)
        width: root.half
        spacing: Theme.du(Theme.portrait ? 24 : 16)

        QueryField {
            width: parent.width
        }
        Label {
            width: parent.width
            role: "heading1"
            font.pixelSize: Theme.du(Theme.isElder && root.portrait ? 62 : 50)
            lineHeight: Math.round(font.pixelSize * 1.25)
            text: root.shown.title
        }
        BestCard {
            width: parent.width
            height: implicitHeight
            visible: root.found
        }
        ListBox {
            width: parent.width
            height: implicitHeight
            visible: root.shown.answers.length > 0

            Repeater {
                model: root.shown.answers.length
                ListRow {
                    required property int index
                    readonly property var answer: root.shown.answers[index] ?? null
                    height: implicitHeight
                    first: index === 0
                    text: answer?.text ?? ""
                    second: answer?.second ?? ""
                    act: answer?.act ?? ""
                    argument: answer?.argument ?? ""
                }
            }
        }
        Note {
            width: parent.width
            strong: root.shown.nothing.strong
            text: root.shown.nothing.text
            tone: root.shown.nothing.tone
        }
    }
    Column {
        id: beneath

        // rows under the best guess: as many as there is room for
        readonly property real room: ways.y - Theme.du(20) - y - othersTitle.height - spacing - 2 * others.border.width
        readonly property int fitting: {
            let tallest = 1;
            for (const row of others.column.children)
                tallest = Math.max(tallest, row.isTarget === true ? row.implicitHeight : 0);
            return Math.max(0, Math.floor(room / tallest));
        }

        x: root.portrait ? Theme.page : Theme.page + root.half + Theme.du(32)
        y: root.portrait ? first.y + first.height + Theme.du(28) : Theme.du(8)
        width: root.half
        spacing: Theme.gapSmall
        visible: root.shown.others.length > 0
        opacity: fitting > 0 ? 1 : 0

        Label {
            id: othersTitle
            width: parent.width
            role: "heading2"
            text: root.shown.others_title
        }
        ListBox {
            id: others
            width: parent.width
            height: implicitHeight

            Repeater {
                model: root.whole ? root.shown.others.length : 0
                ListRow {
                    required property int index
                    readonly property var entry: index < root.shown.others.length ? root.shown.others[index] : null
                    height: implicitHeight
                    first: index === 0
                    visible: index < beneath.fitting
                    text: entry?.text ?? ""
                    second: entry?.second ?? ""
                    icon: entry?.icon ?? ""
                    tag: entry?.tag.text ?? ""
                    tagTone: entry?.tag.tone ?? ""
                    act: "item"
                    argument: entry?.code ?? ""
                }
            }
        }
    }
    ActionRow {
        id: ways
        anchors.right: parent.right
        anchors.rightMargin: Theme.page
        width: root.half
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(24)

        SecondaryButton {
            fills: root.portrait
            icon: root.shown.ways[0].icon
            text: root.shown.ways[0].text
            act: root.shown.ways[0].act
            argument: root.shown.ways[0].argument
        }
        SecondaryButton {
            icon: root.shown.ways[1].icon
            text: root.shown.ways[1].text
            act: root.shown.ways[1].act
            argument: root.shown.ways[1].argument
        }
    }
}
