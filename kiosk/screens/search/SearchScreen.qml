import QtQuick
import "../../controls"
import "../../text_entry"

Page {
    id: root

    // letters that wait for a choice are searched too: pinyin and first letters find items as they stand
    readonly property string wanted: stage.entry.text + (stage.entry.mode === "strokes" ? "" : stage.entry.composing)
    readonly property real leftWide: portrait ? width - 2 * Theme.page : Theme.du(760)

    // the rows come in the frame after the field
    whole: false

    FrameAnimation {
        running: !root.whole
        onTriggered: root.whole = currentFrame > 1
    }

    keyboardPlace: keys
    onWantedChanged: stage.act("query_changed", wanted)
    Component.onCompleted: stage.entry.open("query", "text", shown.query, 40, shown.language)
    Component.onDestruction: stage.entry.close()

    Column {
        x: Theme.page
        y: Theme.du(8)
        width: root.leftWide
        spacing: Theme.gapSmall

        Row {
            width: parent.width
            spacing: Theme.gapSmall

            EntryField {
                width: parent.width - find.width - parent.spacing - (mic.visible ? mic.width + parent.spacing : 0)
                entry: root.stage.entry
                placeholder: root.shown.placeholder
                clearText: root.shown.clear
            }
            SecondaryButton {
                id: mic
                width: height
                height: Theme.field
                small: true
                icon: root.shown.speak.icon
                act: root.shown.speak.act
                // beside the keyboard in large type there is room for 清空 or the microphone
                visible: act !== "" && (root.portrait || !Theme.isElder || root.wanted === "")
            }
            PrimaryButton {
                id: find
                width: implicitWidth
                height: Theme.field
                small: true
                icon: root.shown.find.icon
                text: root.shown.find.text
                act: root.shown.find.act
                argument: root.wanted
                targetName: "act:search_now:"
                enabled: root.shown.find.enabled
            }
        }
        Label {
            width: parent.width
            role: "heading2"
            text: root.shown.heading
            visible: text !== ""
        }
        ItemRows {
            width: parent.width
            rows: root.whole ? root.shown.rows : []
            rowHeight: Theme.du(root.shown.row_height)
            visible: rows.length > 0
        }
        Note {
            width: parent.width
            strong: root.shown.nothing.strong
            text: root.shown.nothing.text
        }
        SecondaryButton {
            small: true
            icon: root.shown.browse.icon
            text: root.shown.browse.text
            act: root.shown.browse.act
            argument: root.shown.browse.argument
            visible: act !== ""
        }
    }
    Item {
        id: keys
        x: root.portrait ? 0 : Theme.page + root.leftWide + Theme.du(32)
        width: root.width - x
        height: root.portrait ? Theme.keyboard : Math.min(Theme.keyboard, root.height)
        anchors.bottom: parent.bottom
    }
}
