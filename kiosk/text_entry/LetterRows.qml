pragma ComponentBehavior: Bound
import QtQuick
import "../controls"

// Three rows of letters and the row of the space bar, for pinyin and for English.
Column {
    id: rows

    required property var entry
    required property var words
    required property int keyHeight
    readonly property bool pinyin: entry.mode === "pinyin"
    readonly property bool composing: entry.composing !== ""
    readonly property real ten: (width - 9 * gap) / 10
    property int gap: Theme.du(12)

    function cased(letter: string): string {
        return !pinyin && entry.capital ? letter.toUpperCase() : letter;
    }

    Repeater {
        model: ["qwertyuiop", "asdfghjkl"]
        Row {
            id: line
            required property string modelData
            x: (rows.width - width) / 2
            spacing: rows.gap
            Repeater {
                model: line.modelData.length
                KeyCap {
                    required property int index
                    readonly property string typed: line.modelData[index]
                    name: typed
                    text: rows.cased(typed)
                    width: rows.ten
                    height: rows.keyHeight
                    onActivated: rows.entry.key(typed)
                }
            }
        }
    }
    Row {
        readonly property real side: (rows.width - 7 * rows.ten - 8 * rows.gap) / 2
        spacing: rows.gap
        KeyCap {
            name: rows.pinyin ? "other" : "capitals"
            text: rows.pinyin ? rows.words.other_letters : rows.words.capitals
            function_: true
            on: !rows.pinyin && rows.entry.capital
            width: parent.side
            height: rows.keyHeight
            onActivated: rows.pinyin ? rows.entry.set_mode("letters") : rows.entry.shift()
        }
        Repeater {
            model: 7
            KeyCap {
                required property int index
                readonly property string typed: "zxcvbnm"[index]
                name: typed
                text: rows.cased(typed)
                width: rows.ten
                height: rows.keyHeight
                onActivated: rows.entry.key(typed)
            }
        }
        KeyCap {
            name: "backspace"
            icon: "delete"
            function_: true
            width: parent.side
            height: rows.keyHeight
            onActivated: rows.entry.backspace()
        }
    }
    Row {
        readonly property real part: (rows.width - (rows.pinyin ? 3 : 2) * rows.gap) / 7.3
        spacing: rows.gap
        KeyCap {
            name: rows.pinyin ? "·" : "other"
            text: rows.pinyin ? "·" : rows.words.other_letters
            function_: true
            width: (rows.pinyin ? 1.1 : 1.5) * parent.part
            height: rows.keyHeight
            onActivated: rows.pinyin ? rows.entry.key("·") : rows.entry.set_mode("pinyin")
        }
        KeyCap {
            name: "nine"
            text: rows.words.nine
            function_: true
            width: 1.6 * parent.part
            height: rows.keyHeight
            visible: rows.pinyin
            onActivated: rows.entry.set_mode("nine")
        }
        KeyCap {
            name: "space"
            text: rows.words.space
            function_: true
            width: (rows.pinyin ? 2.8 : 4) * parent.part
            height: rows.keyHeight
            onActivated: rows.entry.space()
        }
        KeyCap {
            name: rows.pinyin ? "commit" : "."
            text: rows.pinyin ? rows.words.take : "."
            function_: !rows.pinyin
            filled: rows.pinyin && rows.composing
            enabled: !rows.pinyin || rows.composing
            width: 1.8 * parent.part
            height: rows.keyHeight
            onActivated: rows.pinyin ? rows.entry.commit() : rows.entry.key(".")
        }
    }
}
