pragma ComponentBehavior: Bound

import QtQuick
import "../../controls"

Page {
    id: root

    Column {
        id: said
        x: Theme.page
        y: Theme.du(16)
        width: parent.width - 2 * Theme.page
        spacing: Theme.du(root.portrait ? 28 : 16)

        Label {
            width: parent.width
            role: "heading1"
            text: root.shown.title
        }
        Rectangle {
            width: parent.width
            height: Theme.du(root.portrait ? 320 : 170)
            radius: Theme.radiusCard
            color: Theme.surface
            border.width: Theme.hairline
            border.color: Theme.line

            Column {
                x: Theme.du(40)
                y: Theme.du(20)
                width: parent.width - 2 * x
                spacing: Theme.du(8)

                Label {
                    width: parent.width
                    role: "caption"
                    tone: "ink2"
                    text: root.shown.heard_label
                }
                Label {
                    width: parent.width
                    role: "heading2"
                    maximumLineCount: 3
                    text: root.shown.heard
                }
            }
        }
    }
    Column {
        y: said.y + said.height + Theme.du(root.portrait ? 40 : 12)
        width: parent.width
        spacing: Theme.du(root.portrait ? 24 : 8)

        Item {
            width: parent.width
            height: Theme.du(root.portrait ? 160 : 44)

            Row {
                anchors.centerIn: parent
                height: parent.height
                spacing: Theme.du(14)

                Repeater {
                    id: bars
                    readonly property real level: root.shown.level
                    model: 11
                    Rectangle {
                        required property int index
                        anchors.verticalCenter: parent.verticalCenter
                        width: Theme.du(18)
                        height: Math.max(width, parent.height * (1 - Math.abs(index - 5) / 8) * bars.level / 10)
                        radius: width / 2
                        color: Theme.primary
                    }
                }
            }
        }
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.du(root.portrait ? 216 : 84)
            height: width
            radius: width / 2
            color: root.shown.open ? Theme.gold : Theme.sunken
            border.width: Theme.isContrast ? Theme.hairline : 0
            border.color: Theme.ink

            Icon {
                anchors.centerIn: parent
                name: "mic"
                size: root.portrait ? 112 : 48
                tone: root.shown.open ? "onGold" : "ink2"
            }
        }
        Label {
            x: Theme.page
            width: parent.width - 2 * x
            horizontalAlignment: Text.AlignHCenter
            role: "bodyStrong"
            text: root.shown.advice
        }
        Label {
            x: Theme.page
            width: parent.width - 2 * x
            horizontalAlignment: Text.AlignHCenter
            role: "body"
            tone: "ink2"
            text: root.shown.privacy
        }
    }
    ActionRow {
        x: Theme.page
        width: parent.width - 2 * x
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(root.portrait ? 32 : 20)

        SecondaryButton {
            icon: root.shown.type.icon
            text: root.shown.type.text
            act: root.shown.type.act
        }
        PrimaryButton {
            visible: root.shown.done.act !== ""
            icon: root.shown.done.icon
            text: root.shown.done.text
            act: root.shown.done.act
            enabled: root.shown.done.enabled
        }
        PrimaryButton {
            visible: root.shown.again.act !== ""
            icon: root.shown.again.icon
            text: root.shown.again.text
            act: root.shown.again.act
            enabled: root.shown.again.enabled
        }
    }
}
