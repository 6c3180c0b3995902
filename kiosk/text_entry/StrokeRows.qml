pragma ComponentBehavior: Bound
import QtQuick

// The five strokes and one for "not sure": the way to a character whose sound nobody knows.
Row {
    id: rows

    required property var entry
    required property var words
    required property int keyHeight
    required property int sideWidth
    required property int gap
    readonly property string typed: "hspnz*"

    spacing: gap

    Grid {
        id: grid
        width: rows.width - rows.sideWidth - rows.gap
        columns: 3
        spacing: rows.gap

        Repeater {
            model: rows.words.stroke_names.length
            KeyCap {
                required property int index
                name: "stroke:" + rows.typed[index]
                text: rows.words.stroke_names[index] ?? ""
                letter: 60
                width: (grid.width - 2 * rows.gap) / 3
                height: (rows.height - rows.gap) / 2
                onActivated: rows.entry.key(rows.typed[index])
            }
        }
    }
    SideKeys {
        width: rows.sideWidth
        spacing: rows.gap
        entry: rows.entry
        words: rows.words
        keyHeight: rows.keyHeight
        backName: "space"
        backText: rows.words.space
        backIcon: ""
        onBack: rows.entry.space()
    }
}
