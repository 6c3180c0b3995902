pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property real leftWide: portrait ? wide : Math.round(wide * 0.5)
    readonly property real rightX: portrait ? Theme.page : Theme.page + leftWide + Theme.du(40)
    readonly property real rightWide: portrait ? wide : wide - leftWide - Theme.du(40)
    readonly property real under: foot.y - Theme.du(20)

    Column {
        id: head
        x: root.rightX
        y: Theme.du(18)
        width: root.rightWide
        spacing: Theme.du(6)

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
    }
    CameraView {
        id: bed
        x: Theme.page
        y: root.portrait ? head.y + head.height + Theme.du(16) : Theme.du(18)
        width: root.leftWide
        height: root.portrait ? root.under - y - (below.height > 0 ? below.height + Theme.du(20) : 0) : root.height - y - Theme.du(28)
        live: root.shown.live ? root.stage.live : ""
        face: root.shown.face
        picture: root.shown.picture
        said: root.shown.bed
        icon: root.shown.bed_icon
        verdict: root.shown.verdict
        turn: root.shown.turn
    }
    Column {
        id: below
        x: root.rightX
        y: root.portrait ? root.under - height : head.y + head.height + Theme.du(20)
        width: root.rightWide
        spacing: Theme.gapSmall

        Repeater {
            model: root.shown.notes.length
            Note {
                required property int index
                readonly property var entry: root.shown.notes[index] ?? ({})
                width: below.width
                text: entry.text ?? ""
                tone: entry.tone ?? "gold"
                icon: entry.icon ?? "info"
            }
        }
        ListBox {
            width: parent.width
            visible: root.shown.ways.length > 0
            Repeater {
                model: root.shown.ways.length
                ListRow {
                    required property int index
                    readonly property var way: root.shown.ways[index] ?? ({})
                    first: index === 0
                    iconInBed: false
                    bold: false
                    text: way.text ?? ""
                    icon: way.icon ?? ""
                    act: way.act ?? ""
                    argument: way.argument ?? ""
                }
            }
        }
    }
    Foot {
        id: foot
        x: root.rightX
        width: root.rightWide
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        aside: root.shown.left
        primary: root.shown.primary
    }
}
