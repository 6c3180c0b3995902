pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    // what is read is made at once, who uses it and the choice in the frame after
    whole: false

    FrameAnimation {
        running: !root.whole
        onTriggered: root.whole = currentFrame > 1
    }

    readonly property bool brief: shown.things_line !== ""
    readonly property real wide: width - 2 * Theme.page
    readonly property real leftWide: portrait ? wide : Math.round(wide * 0.48)
    readonly property real rightWide: portrait ? wide : wide - leftWide - Theme.du(40)
    readonly property int gap: brief ? Theme.du(portrait ? 20 : 12) : Theme.du(22)

    // the way to a draft takes the room of a title where letters are large or words long
    readonly property bool crowded: portrait && shown.draft.act !== "" && (brief || lead.lineCount > 2)

    component Choice: Rectangle {
        id: choice
        implicitHeight: Math.max(words.height, buttons.height) + Theme.du(36)
        radius: Theme.radiusCard
        color: Theme.surface
        border.width: Theme.borderStrong
        border.color: Theme.lineStrong

        Column {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            x: Theme.du(32)
            width: buttons.x - x - Theme.du(20)
            Label {
                width: parent.width
                role: "lead"
                lineHeight: Math.round(font.pixelSize * 1.3)
                text: root.shown.choice
            }
            Label {
                width: parent.width
                role: "caption"
                tone: "ink2"
                text: root.shown.choice_second
            }
        }
        Row {
            id: buttons
            anchors.right: parent.right
            anchors.rightMargin: Theme.du(28)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.du(12)
            Repeater {
                model: [root.shown.choice_no, root.shown.choice_yes]
                SecondaryButton {
                    required property var modelData
                    small: true
                    on: modelData.on
                    icon: modelData.on ? "check" : ""
                    text: modelData.text
                    act: modelData.act
                    argument: modelData.argument
                }
            }
        }
    }

    Label {
        id: title
        x: Theme.page
        y: Theme.du(18)
        width: root.wide - (bring.visible ? bring.width + Theme.gap : 0)
        role: "heading1"
        text: root.shown.title
    }
    SecondaryButton {
        id: bring
        anchors.right: parent.right
        anchors.rightMargin: Theme.page
        y: Theme.du(14)
        small: true
        icon: root.shown.draft.icon
        text: root.shown.draft.text
        act: root.shown.draft.act
        visible: act !== "" && !root.portrait
    }
    Column {
        id: left
        x: Theme.page
        y: Math.max(title.y + title.height, bring.visible ? bring.y + bring.height - Theme.du(8) : 0) + root.gap
        width: root.leftWide
        spacing: root.gap

        Rectangle {
            width: parent.width
            height: lead.height + Theme.du(48)
            radius: Theme.radiusCard
            color: Theme.primarySoft
            border.width: Theme.isContrast ? Theme.borderStrong : 0
            border.color: Theme.line
            Icon {
                id: sign
                x: Theme.du(32)
                anchors.verticalCenter: parent.verticalCenter
                name: "shield-check"
                size: Theme.isElder ? 76 : 64
                tone: "primary"
            }
            Label {
                id: lead
                x: sign.x + sign.width + Theme.du(28)
                width: parent.width - x - Theme.du(20)
                anchors.verticalCenter: parent.verticalCenter
                role: "lead"
                text: root.shown.lead
            }
        }
        Label {
            width: parent.width
            role: "heading2"
            text: root.shown.things_title
            visible: !root.brief || (root.portrait && !root.crowded)
        }
        Card {
            width: parent.width
            padding: Theme.du(28)
            Label {
                width: parent.width
                text: root.shown.things_line
                visible: root.brief
            }
            Grid {
                width: parent.width
                columns: 2
                rowSpacing: Theme.du(14)
                visible: !root.brief
                Repeater {
                    model: root.brief ? [] : [...root.shown.things, root.shown.not_read]
                    Row {
                        id: thing
                        required property int index
                        required property string modelData
                        readonly property bool read: index < root.shown.things.length
                        width: parent.width / 2
                        spacing: Theme.du(16)
                        Icon {
                            id: tick
                            anchors.verticalCenter: parent.verticalCenter
                            name: thing.read ? "check" : "x"
                            size: 40
                            tone: thing.read ? "ok" : "danger"
                        }
                        Label {
                            width: parent.width - tick.width - parent.spacing
                            tone: thing.read ? "ink" : "ink2"
                            text: thing.modelData
                        }
                    }
                }
            }
        }
        Choice {
            width: parent.width
            visible: !root.portrait && root.brief && root.shown.choice_title !== ""
        }
    }
    Loader {
        id: right
        x: root.portrait ? Theme.page : left.x + left.width + Theme.du(40)
        y: root.portrait ? left.y + left.height + root.gap : left.y
        width: root.rightWide
        active: root.whole
        sourceComponent: Column {
            spacing: root.gap

            ListBox {
                width: parent.width
                Repeater {
                    model: root.shown.facts
                    Item {
                        id: fact
                        required property int index
                        required property var modelData
                        width: parent?.width ?? 0
                        height: Math.max(Theme.listRow, value.height + Theme.du(24))
                        Rectangle {
                            width: parent.width
                            height: Theme.du(Theme.isContrast ? 3 : 2)
                            color: Theme.line
                            visible: fact.index > 0
                        }
                        Icon {
                            id: mark
                            x: Theme.du(28)
                            anchors.verticalCenter: parent.verticalCenter
                            name: fact.modelData.icon
                            size: Theme.isElder ? 52 : 44
                        }
                        Label {
                            id: name
                            x: mark.x + mark.width + Theme.du(24)
                            anchors.top: value.top
                            wrapMode: Text.NoWrap
                            text: fact.modelData.label
                        }
                        Label {
                            id: value
                            x: name.x + name.width + Theme.du(8)
                            width: parent.width - x - Theme.du(20)
                            anchors.verticalCenter: parent.verticalCenter
                            font.bold: true
                            text: fact.modelData.value
                        }
                    }
                }
                ListRow {
                    icon: root.shown.full_text.icon
                    iconInBed: false
                    text: root.shown.full_text.text
                    act: root.shown.full_text.act
                    argument: root.shown.full_text.argument
                }
                ListRow {
                    icon: root.shown.draft.icon
                    iconInBed: false
                    text: root.shown.draft.text
                    act: root.shown.draft.act
                    visible: act !== "" && root.portrait
                }
            }
            Label {
                width: parent.width
                role: "heading2"
                text: root.shown.choice_title
                visible: text !== "" && !root.brief && root.portrait && !root.crowded
            }
            Choice {
                width: parent.width
                visible: (root.portrait || !root.brief) && root.shown.choice_title !== ""
            }
        }
    }
    Foot {
        x: right.x
        width: right.width
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        aside: root.shown.left
        primary: root.shown.primary
    }
}
