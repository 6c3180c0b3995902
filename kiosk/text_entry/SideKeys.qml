pragma ComponentBehavior: Bound
import QtQuick

// The column beside the pad and the strokes: take back, begin again, delete, and 选定 below.
Column {
    id: side

    required property var entry
    required property var words
    required property int keyHeight
    property string backName: ""
    property string backText: ""
    property string backIcon: ""
    signal back

    KeyCap {
        name: side.backName
        icon: side.backIcon
        text: side.backText
        function_: true
        visible: name !== ""
        width: side.width
        height: side.keyHeight
        onActivated: side.back()
    }
    KeyCap {
        name: "rewrite"
        icon: "eraser"
        text: side.words.rewrite
        function_: true
        width: side.width
        height: side.keyHeight
        onActivated: side.entry.rewrite()
    }
    KeyCap {
        name: "backspace"
        icon: "delete"
        text: side.words.drop
        function_: true
        width: side.width
        height: side.keyHeight
        onActivated: side.entry.backspace()
    }
    KeyCap {
        name: "commit"
        text: side.words.take
        filled: side.entry.waits
        enabled: side.entry.waits
        width: side.width
        height: side.backName === "" ? 2 * side.keyHeight + side.spacing : side.keyHeight
        onActivated: side.entry.commit()
    }
}
