pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property real leftWide: portrait ? wide : Math.round(wide * 0.48)
    readonly property real rightWide: portrait ? wide : wide - leftWide - Theme.du(40)
    readonly property bool footRight: portrait || shown.qr !== ""
    readonly property int gap: Theme.isElder ? Theme.du(18) : Theme.gap

    component Told: Row {
        spacing: Theme.du(16)
        Icon {
            id: bell
            anchors.verticalCenter: parent.verticalCenter
            name: "bell"
            size: Theme.isElder ? 52 : 40
            tone: "ink2"
        }
        Label {
            width: parent.width - bell.width - parent.spacing
            tone: "ink2"
            text: root.shown.foot
        }
    }

    Column {
        id: left
        x: Theme.page
        y: Theme.du(24)
        width: root.leftWide
        spacing: root.gap

        Row {
            width: parent.width
            spacing: Theme.du(36)
            Rectangle {
                id: bed
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.du(root.portrait && !Theme.isElder ? 200 : 160)
                height: width
                radius: Theme.du(28)
                color: Theme.goldSoft
                border.width: Theme.isContrast ? Theme.borderStrong : 0
                border.color: Theme.line
                Icon {
                    anchors.centerIn: parent
                    name: root.shown.icon
                    size: root.portrait && !Theme.isElder ? 120 : 96
                    tone: "warn"
                }
            }
            Label {
                width: parent.width - bed.width - parent.spacing
                anchors.verticalCenter: parent.verticalCenter
                role: "heading1"
                text: root.shown.title
            }
        }
        Note {
            width: parent.width
            tone: root.shown.safe.tone
            icon: root.shown.safe.icon
            strong: root.shown.safe.strong
            text: root.shown.safe.text
        }
        QrWay {
            width: parent.width
            shown: root.shown
            visible: !root.portrait && root.shown.qr !== ""
        }
        Told {
            width: parent.width
            visible: !root.footRight && root.shown.foot !== ""
        }
    }
    Column {
        id: right
        x: root.portrait ? Theme.page : left.x + left.width + Theme.du(40)
        y: root.portrait ? left.y + left.height + root.gap : left.y
        width: root.rightWide
        spacing: root.gap

        Label {
            width: parent.width
            role: "heading2"
            text: root.shown.ways_title
        }
        QrWay {
            width: parent.width
            shown: root.shown
            visible: root.portrait && root.shown.qr !== ""
        }
        ListBox {
            width: parent.width
            Repeater {
                model: root.shown.ways
                ListRow {
                    required property int index
                    required property var modelData
                    first: index === 0
                    text: modelData.text
                    second: modelData.second
                    icon: modelData.icon
                    act: modelData.act
                    argument: modelData.argument
                    activeFocusOnTab: act !== ""
                }
            }
        }
        Told {
            width: parent.width
            visible: root.footRight && root.shown.foot !== ""
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
