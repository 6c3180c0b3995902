pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"
import "../../text_entry"

Page {
    id: root

    readonly property var entry: stage.entry
    readonly property bool typing: shown.kind === "entry"
    readonly property bool withBlock: shown.prefilled.title !== ""
    readonly property bool split: !portrait && (typing || withBlock)
    readonly property real wide: width - 2 * Theme.page
    readonly property real keysWide: portrait ? width : Math.round(width * 0.58)
    readonly property real leftWide: Theme.du(600)
    readonly property real mainX: split && !typing ? Theme.page + leftWide + Theme.du(40) : Theme.page
    readonly property real mainWide: !split ? wide : typing ? width - keysWide - Theme.page - Theme.du(32) : wide - leftWide - Theme.du(40)
    readonly property bool tightFoot: typing && !portrait && Theme.isElder
    readonly property int gap: Theme.isElder || !portrait ? Theme.du(18) : Theme.gap

    function openEntry() {
        const field = shown.entry;
        entry.open(field.field, field.kind, field.text, field.limit, JSON.parse(stage.frame_text).language);
    }

    onShownChanged: if (stage) openEntry()
    Component.onCompleted: openEntry()
    Component.onDestruction: entry.leave(shown.entry.field)

    PrefilledBlock {
        id: block
        x: Theme.page
        y: Theme.du(root.portrait ? 18 : 12)
        width: root.split && root.shown.kind !== "look" ? root.leftWide : root.wide
        columns: root.split && root.shown.kind !== "look" ? 1 : 2
        prefilled: root.shown.prefilled
        visible: root.withBlock
    }
    Note {
        id: sideNote
        x: Theme.page
        y: block.y + block.height + Theme.du(16)
        width: root.leftWide
        tone: root.shown.note.tone
        icon: root.shown.note.icon
        strong: root.split && root.withBlock ? root.shown.note.strong : ""
        text: root.split && root.withBlock ? root.shown.note.text : ""
    }
    Column {
        id: main
        x: root.mainX
        y: root.withBlock && !root.split ? block.y + block.height + root.gap : Theme.du(root.portrait ? 18 : 12)
        width: root.mainWide
        spacing: root.gap

        Column {
            width: parent.width
            spacing: root.portrait ? Theme.du(6) : 0
            visible: root.shown.heading !== ""
            Label {
                width: parent.width
                role: "heading1"
                text: root.shown.heading
            }
            Label {
                width: parent.width
                tone: "ink2"
                text: root.shown.hint
                visible: text !== ""
            }
        }
        Row {
            width: parent.width
            spacing: Theme.du(12)
            visible: root.shown.error !== "" && !root.typing
            Icon {
                id: alert
                name: "circle-alert"
                size: Theme.isElder ? 52 : 40
                tone: "danger"
            }
            Label {
                width: parent.width - alert.width - parent.spacing
                role: "bodyStrong"
                tone: "danger"
                text: root.shown.error
            }
        }
        OptionGrid {
            width: parent.width
            options: root.shown.options
            columns: root.shown.columns
            multi: root.shown.multi
            visible: root.shown.kind === "options"
        }
        // of the kinds of answers only the one that is asked for is made
        Loader {
            width: parent.width
            active: root.typing
            visible: active
            sourceComponent: EntryField {
                entry: root.entry
                label: root.shown.entry.label
                placeholder: root.shown.entry.placeholder
                error: root.shown.error
                clearText: root.shown.keyboard.clear
            }
        }
        Loader {
            width: parent.width
            active: root.shown.entry.extra.length > 0
            visible: active
            sourceComponent: OptionGrid {
                options: root.shown.entry.extra
            }
        }
        Loader {
            width: parent.width
            active: root.shown.kind === "places"
            visible: active
            sourceComponent: PlacePicker {
                places: root.shown.places
            }
        }
        Loader {
            id: signing
            width: parent.width
            active: root.shown.kind === "pad"
            visible: active
            sourceComponent: SignaturePad {
                implicitHeight: Math.min(Theme.du(520), foot.y - main.y - signing.y - root.gap)
                padId: root.shown.pad.field
                strokes: root.shown.pad.strokes
                again: root.shown.pad.again
                hint: root.shown.pad.hint
                wrong: root.shown.error !== ""
            }
        }
        Note {
            width: parent.width
            tone: root.shown.note.tone
            icon: root.shown.note.icon
            strong: root.split && root.withBlock ? "" : root.shown.note.strong
            text: root.split && root.withBlock ? "" : root.shown.note.text
        }
        Note {
            width: parent.width
            tone: "gold"
            text: root.shown.warning
        }
    }
    Pager {
        readonly property var paging: root.shown.kind === "places" ? root.shown.places.paging : root.shown.paging
        x: root.mainX
        y: foot.y - height - root.gap
        width: root.mainWide
        page: paging.page
        pages: paging.pages
        where: paging.text
        before: paging.back
        after: paging.on
    }
    Foot {
        id: foot
        x: root.mainX
        width: root.mainWide
        y: (root.portrait && root.typing ? keys.y : root.height) - height - Theme.du(root.portrait && root.typing ? 20 : 28)
        aside: root.tightFoot ? Object.assign({}, root.shown.left, { icon: "" }) : root.shown.left
        primary: root.shown.primary
        waiting: root.typing && root.entry.waits
        waitingText: root.shown.waiting
    }
    Loader {
        id: keys
        active: root.typing
        x: root.width - width
        width: root.keysWide
        y: root.height - height
        height: !root.typing ? 0 : root.portrait ? (item as Item)?.implicitHeight ?? 0 : root.height
        sourceComponent: ["text", "code"].includes(root.shown.entry.kind) ? board : pad
    }
    Component {
        id: board
        Item {
            id: place
            implicitHeight: Theme.keyboard
            width: keys.width
            height: keys.height
            Component.onCompleted: root.keyboardPlace = place
            Component.onDestruction: root.keyboardPlace = null
        }
    }
    Component {
        id: pad
        NumberPad {
            entry: root.entry
            words: root.shown.keyboard
            width: keys.width
            height: keys.height
        }
    }
}
