pragma ComponentBehavior: Bound
import QtQuick
import "../controls"

// Pinyin, English and digits. `entry` is the stage's TextEntry, `words` the KeyboardWords of the screen.
Rectangle {
    id: board

    required property var entry
    required property var words
    readonly property int gap: Theme.du(14)
    readonly property var signs: entry.kind === "code" ? ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"] : words.signs
    readonly property bool digits: entry.mode === "digits"
    readonly property int tabHeight: Math.max(Theme.du(88), Theme.targetMin)
    readonly property int keyHeight: (height - Theme.du(44) - tabHeight - Theme.du(112) - 5 * gap) / 4

    implicitHeight: Theme.du(44) + tabHeight + Theme.du(112) + 5 * gap + 4 * Theme.key
    height: implicitHeight
    color: Theme.keyboardBed
    border.width: Theme.isContrast ? Theme.du(3) : 0
    border.color: Theme.line

    Column {
        id: column
        x: Theme.du(24)
        y: Theme.du(20)
        width: parent.width - 2 * x
        spacing: board.gap

        Row {
            width: parent.width
            spacing: Theme.du(12)
            Repeater {
                model: [
                    { mode: "pinyin", icon: "keyboard", text: board.words.pinyin },
                    { mode: "letters", icon: "type", text: board.words.letters },
                    { mode: "digits", icon: "", text: "123 " + board.words.digits }
                ]
                KeyCap {
                    required property var modelData
                    name: "tab:" + modelData.mode
                    text: modelData.text
                    icon: modelData.icon
                    function_: true
                    on: board.entry.mode === modelData.mode
                    width: (column.width - 2 * Theme.du(12)) / 3
                    height: board.tabHeight
                    onActivated: board.entry.set_mode(modelData.mode)
                }
            }
        }
        Candidates {
            width: parent.width
            entry: board.entry
            visible: board.entry.mode === "pinyin"
        }
        Row {
            width: parent.width
            spacing: Theme.du(12)
            visible: board.entry.mode !== "pinyin"
            Repeater {
                model: board.entry.mode === "pinyin" ? [] : board.signs
                KeyCap {
                    required property string modelData
                    text: modelData
                    width: (column.width - (board.signs.length - 1) * Theme.du(12)) / board.signs.length
                    height: Theme.du(112)
                    onActivated: board.entry.key(modelData)
                }
            }
        }
        // only the rows that are seen are made: a page change has one frame's time
        Loader {
            width: parent.width
            active: !board.digits
            visible: active
            sourceComponent: LetterRows {
                spacing: board.gap
                entry: board.entry
                words: board.words
                keyHeight: board.keyHeight
            }
        }
        Loader {
            width: parent.width
            active: board.digits
            visible: active
            sourceComponent: DigitRows {
                spacing: board.gap
                entry: board.entry
                words: board.words
                keyHeight: board.keyHeight
            }
        }
    }
}
