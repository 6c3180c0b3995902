pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property real leftWide: portrait ? wide : Math.round((wide - Theme.du(40)) / 2)
    readonly property bool tight: Theme.isElder || !portrait
    readonly property int rowHeight: Theme.du(!tight ? 124 : portrait ? 118 : 106)

    component Reason: Pressable {
        id: chip
        property var entry: ({})
        act: entry.act ?? ""
        argument: entry.argument ?? ""
        implicitHeight: Math.max(Theme.du(92), Theme.targetMin, said.height + Theme.du(20))
        radius: Theme.radiusSmall
        color: entry.on || down ? Theme.primarySoft : Theme.surface
        border.width: entry.on ? Theme.borderSelected : Theme.borderStrong
        border.color: entry.on ? Theme.primary : Theme.lineStrong
        Row {
            anchors.centerIn: parent
            spacing: Theme.du(12)
            Icon {
                id: tick
                anchors.verticalCenter: parent.verticalCenter
                name: chip.entry.on ? "check" : ""
                size: 40
                tone: "primaryOnSoft"
            }
            Label {
                id: said
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, chip.width - Theme.du(36) - (tick.visible ? tick.width + Theme.du(12) : 0))
                horizontalAlignment: Text.AlignHCenter
                role: "bodyStrong"
                lineHeight: Math.round(font.pixelSize * 1.25)
                tone: chip.entry.on ? "primaryOnSoft" : "ink"
                text: chip.entry.text ?? ""
            }
        }
    }

    Column {
        id: left
        x: Theme.page
        y: Theme.du(18)
        width: root.leftWide
        spacing: Theme.du(root.tight ? 12 : 16)

        Label {
            width: parent.width
            role: "heading1"
            text: root.shown.title
        }
        Label {
            width: parent.width
            tone: "ink2"
            text: root.shown.second
        }
        Repeater {
            model: root.shown.grades.length
            RatingRow {
                required property int index
                readonly property var entry: root.shown.grades[index] ?? ({})
                implicitHeight: root.rowHeight
                text: entry.text ?? ""
                stars: entry.stars ?? 0
                icon: entry.icon ?? ""
                on: entry.on ?? false
                act: entry.act ?? ""
                argument: entry.argument ?? ""
            }
        }
    }
    Column {
        x: root.portrait ? Theme.page : left.x + left.width + Theme.du(40)
        y: root.portrait ? left.y + left.height + Theme.du(root.tight ? 16 : 24) : left.y
        width: root.leftWide
        spacing: Theme.du(root.tight ? 12 : 16)
        visible: root.shown.reasons_title !== ""

        Flow {
            width: parent.width
            spacing: Theme.du(8)
            Label {
                role: "heading2"
                width: Math.min(implicitWidth, parent.width)
                rightPadding: Theme.du(20)
                text: root.shown.reasons_title
            }
            Label {
                width: Math.min(implicitWidth, parent.width)
                tone: "ink2"
                text: root.shown.reasons_second
                topPadding: Theme.du(8)
            }
        }
        Repeater {
            model: Math.ceil(root.shown.reasons.length / 2)
            Row {
                id: pair
                required property int index
                readonly property real tall: Math.max(one.implicitHeight, other.implicitHeight)
                readonly property real half: (root.leftWide - spacing) / 2
                spacing: Theme.du(12)
                Reason {
                    id: one
                    width: pair.half
                    height: pair.tall
                    entry: root.shown.reasons[2 * pair.index] ?? ({})
                }
                Reason {
                    id: other
                    width: pair.half
                    height: pair.tall
                    entry: root.shown.reasons[2 * pair.index + 1] ?? ({})
                    visible: act !== ""
                }
            }
        }
    }
    Foot {
        x: root.portrait ? Theme.page : left.x + left.width + Theme.du(40)
        width: root.leftWide
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        aside: root.shown.left
        primary: root.shown.primary
    }
}
