pragma ComponentBehavior: Bound
import QtQuick

// Pinyin on nine keys, as on telephones. The column on the left holds what the first keys may be.
Row {
    id: rows

    required property var entry
    required property var words
    required property int keyHeight
    required property int sideWidth
    required property int gap
    readonly property real third: (width - 2 * sideWidth - 4 * gap) / 3

    spacing: gap

    Column {
        spacing: rows.gap
        Repeater {
            model: 4
            KeyCap {
                required property int index
                readonly property string syllable: rows.entry.syllables[index] ?? ""
                name: "syllable:" + index
                text: syllable
                function_: true
                enabled: syllable !== ""
                width: rows.sideWidth
                height: rows.keyHeight
                onActivated: rows.entry.read_as(syllable)
            }
        }
    }
    Column {
        spacing: rows.gap
        Grid {
            columns: 3
            spacing: rows.gap
            Repeater {
                model: ["", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"]
                KeyCap {
                    required property int index
                    required property string modelData
                    readonly property string typed: index === 0 ? "'" : String(index + 1)
                    name: typed
                    text: index === 0 ? rows.words.part : modelData
                    function_: index === 0
                    enabled: index > 0 || rows.entry.composing !== ""
                    width: rows.third
                    height: rows.keyHeight
                    onActivated: rows.entry.key(typed)
                }
            }
        }
        Row {
            spacing: rows.gap
            KeyCap {
                name: "all"
                text: rows.words.all_letters
                function_: true
                width: rows.third
                height: rows.keyHeight
                onActivated: rows.entry.set_mode("pinyin")
            }
            KeyCap {
                name: "space"
                text: rows.words.space
                function_: true
                width: rows.third
                height: rows.keyHeight
                onActivated: rows.entry.space()
            }
            KeyCap {
                text: "·"
                function_: true
                width: rows.third
                height: rows.keyHeight
                onActivated: rows.entry.key("·")
            }
        }
    }
    SideKeys {
        width: rows.sideWidth
        spacing: rows.gap
        entry: rows.entry
        words: rows.words
        keyHeight: rows.keyHeight
    }
}
