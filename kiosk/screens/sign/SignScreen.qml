pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property real leftWide: portrait ? wide : Math.round(wide * (Theme.isElder ? 0.54 : 0.46))
    readonly property real rightWide: portrait ? wide : wide - leftWide - Theme.du(40)
    readonly property int gap: Theme.du(!Theme.isElder ? 22 : portrait ? 16 : 8)

    Column {
        id: left
        x: Theme.page
        y: Theme.du(18)
        width: root.leftWide
        spacing: root.gap

        Column {
            width: parent.width
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
                visible: root.portrait || !Theme.isElder
            }
        }
        ListBox {
            width: parent.width
            Repeater {
                model: root.shown.declarations.length
                CheckRow {
                    required property int index
                    readonly property var entry: root.shown.declarations[index] ?? ({})
                    first: index === 0
                    text: entry.text ?? ""
                    on: entry.on ?? false
                    act: entry.act ?? ""
                    argument: entry.argument ?? ""
                }
            }
        }
        Row {
            width: parent.width
            spacing: Theme.gapSmall
            SecondaryButton {
                small: true
                text: root.shown.all.text
                icon: root.shown.all.icon
                act: root.shown.all.act
                argument: root.shown.all.argument
                visible: root.shown.all.enabled
            }
            SecondaryButton {
                small: true
                text: root.shown.full_text.text
                icon: root.shown.full_text.icon
                act: root.shown.full_text.act
                argument: root.shown.full_text.argument
            }
        }
    }
    SignaturePad {
        x: root.portrait ? Theme.page : left.x + left.width + Theme.du(40)
        y: root.portrait ? left.y + left.height + root.gap : Theme.du(28)
        width: root.rightWide
        height: Math.min(Theme.du(520), foot.y - y - root.gap)
        padId: root.shown.pad
        strokes: root.shown.strokes
        again: root.shown.again
        hint: root.shown.hint
        wrong: root.shown.wrong
    }
    Foot {
        id: foot
        x: root.portrait ? Theme.page : left.x + left.width + Theme.du(40)
        width: root.rightWide
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        aside: root.portrait || !Theme.isElder ? root.shown.left : ({})
        primary: root.shown.primary
    }
}
