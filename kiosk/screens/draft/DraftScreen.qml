pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

// A code to photograph, or the number in groups; what it means beside or under it.
Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property real side: portrait ? Math.min(wide - Theme.du(48), foot.y - top.y - top.height - lines.height - 3 * gap) : foot.y - top.y - top.height - 2 * gap
    readonly property int gap: Theme.du(portrait ? 28 : 16)
    readonly property bool coded: shown.code !== ""
    readonly property real leftWide: portrait ? wide : coded ? picture.width : Math.round(wide * 0.37)

    Column {
        id: top
        x: Theme.page
        y: Theme.du(root.portrait ? 18 : 12)
        width: root.wide
        spacing: Theme.du(6)
        Label {
            width: parent.width
            role: "heading1"
            text: root.shown.title
        }
        Label {
            width: parent.width
            role: "lead"
            tone: "ink2"
            text: root.shown.second
        }
    }
    QrPicture {
        id: picture
        x: root.portrait ? (root.width - width) / 2 : Theme.page
        y: top.y + top.height + root.gap
        text: root.shown.code
        size: Math.max(300, Math.floor(root.side / Theme.du(100) * 100) - 24)
    }
    Rectangle {
        id: key
        x: Theme.page
        y: top.y + top.height + root.gap
        width: root.leftWide
        height: groups.height + Theme.du(64)
        radius: Theme.radiusCard
        color: Theme.surface
        border.width: Theme.borderStrong
        border.color: Theme.lineStrong
        visible: root.shown.key.length > 0
        Column {
            id: groups
            anchors.centerIn: parent
            width: parent.width - Theme.du(48)
            spacing: Theme.du(14)
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                tone: "ink2"
                text: root.shown.key_title
            }
            Row {
                anchors.horizontalCenter: parent.horizontalCenter
                spacing: Theme.du(36)
                Repeater {
                    model: root.shown.key
                    Label {
                        required property string modelData
                        role: "heading1"
                        wrapMode: Text.NoWrap
                        text: modelData
                    }
                }
            }
        }
    }
    Column {
        id: lines
        readonly property real under: root.coded ? picture.y + picture.height : key.y + key.height
        x: root.portrait ? Theme.page : Theme.page + root.leftWide + Theme.du(48)
        y: root.portrait ? under + root.gap : top.y + top.height + root.gap
        width: root.portrait ? root.wide : root.width - x - Theme.page
        spacing: Theme.du(16)
        Repeater {
            model: root.shown.lines
            Row {
                id: line
                required property string modelData
                width: lines.width
                spacing: Theme.du(16)
                Icon {
                    id: dot
                    name: "check"
                    size: 40
                    tone: "ok"
                }
                Label {
                    width: parent.width - dot.width - parent.spacing
                    text: line.modelData
                }
            }
        }
    }
    Foot {
        id: foot
        x: Theme.page
        width: root.wide
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        aside: root.shown.left
        primary: root.shown.primary
    }
}
