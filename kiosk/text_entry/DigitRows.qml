pragma ComponentBehavior: Bound
import QtQuick
import "../controls"

// Digits with the words of an address beside them: 3 栋 2 单元 501 室 needs no pinyin.
Column {
    id: rows

    required property var entry
    required property var words
    required property int keyHeight
    property int gap: Theme.du(12)
    readonly property real five: (width - 4 * gap) / 5

    Repeater {
        model: 3
        Row {
            id: line
            required property int index
            spacing: rows.gap
            Repeater {
                model: 5
                KeyCap {
                    required property int index
                    readonly property string typed: index < 3 ? String(3 * line.index + index + 1) : rows.words.places[2 * line.index + index - 3] ?? ""
                    text: typed
                    letter: index < 3 ? 46 : 40
                    width: rows.five
                    height: rows.keyHeight
                    visible: typed !== ""
                    onActivated: rows.entry.key(typed)
                }
            }
        }
    }
    Row {
        spacing: rows.gap
        KeyCap {
            name: "space"
            text: rows.words.space
            function_: true
            width: rows.five
            height: rows.keyHeight
            onActivated: rows.entry.space()
        }
        KeyCap {
            text: "0"
            width: rows.five
            height: rows.keyHeight
            onActivated: rows.entry.key("0")
        }
        KeyCap {
            text: "·"
            width: rows.five
            height: rows.keyHeight
            onActivated: rows.entry.key("·")
        }
        KeyCap {
            name: "backspace"
            icon: "delete"
            function_: true
            width: 2 * rows.five + rows.gap
            height: rows.keyHeight
            onActivated: rows.entry.backspace()
        }
    }
}
