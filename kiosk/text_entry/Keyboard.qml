pragma ComponentBehavior: Bound
import QtQuick
import "../controls"

// Pinyin, handwriting, strokes, English and digits. `entry` is the stage's TextEntry, `words` the KeyboardWords of the screen.
Rectangle {
    id: board

    required property var entry
    required property var words
    readonly property int gap: Theme.du(14)
    readonly property var signs: entry.kind === "code" ? ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"] : words.signs
    readonly property bool digits: entry.mode === "digits"
    readonly property bool choosing: ["pinyin", "nine", "strokes", "hand"].includes(entry.mode)
    readonly property string tab: entry.mode === "nine" ? "pinyin" : entry.mode
    readonly property int rowsHeight: 4 * keyHeight + 3 * gap
    readonly property int sideWidth: Theme.du(Theme.isElder ? 236 : 196)
    readonly property var tabs: [
        { mode: "pinyin", icon: "keyboard", text: words.pinyin },
        { mode: "hand", icon: "pencil", text: words.hand },
        { mode: "strokes", icon: "pen-line", text: words.strokes },
        { mode: "letters", icon: "type", text: words.letters },
        { mode: "digits", icon: "", text: "123" }
    ].filter(each => entry.kind !== "code" || ["letters", "digits"].includes(each.mode))
    readonly property int keyHeight: (height - Theme.du(44) - Theme.keyTab - Theme.du(112) - 5 * gap) / 4

    implicitHeight: Theme.keyboard
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
                model: board.tabs
                KeyCap {
                    required property var modelData
                    name: "tab:" + modelData.mode
                    text: modelData.text
                    icon: modelData.icon
                    function_: true
                    on: board.tab === modelData.mode
                    width: (column.width - (board.tabs.length - 1) * Theme.du(12)) / board.tabs.length
                    height: Theme.keyTab
                    onActivated: board.entry.set_mode(modelData.mode)
                }
            }
        }
        Candidates {
            width: parent.width
            entry: board.entry
            visible: board.choosing
        }
        Row {
            width: parent.width
            spacing: Theme.du(12)
            visible: !board.choosing
            Repeater {
                model: board.choosing ? [] : board.signs
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
            active: ["pinyin", "letters"].includes(board.entry.mode)
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
        Loader {
            width: parent.width
            active: board.entry.mode === "hand"
            visible: active
            sourceComponent: HandPad {
                height: board.rowsHeight
                entry: board.entry
                words: board.words
                keyHeight: board.keyHeight
                gap: board.gap
                sideWidth: board.sideWidth
            }
        }
        Loader {
            width: parent.width
            active: board.entry.mode === "nine"
            visible: active
            sourceComponent: NineRows {
                entry: board.entry
                words: board.words
                keyHeight: board.keyHeight
                gap: board.gap
                sideWidth: board.sideWidth
            }
        }
        Loader {
            width: parent.width
            active: board.entry.mode === "strokes"
            visible: active
            sourceComponent: StrokeRows {
                height: board.rowsHeight
                entry: board.entry
                words: board.words
                keyHeight: board.keyHeight
                gap: board.gap
                sideWidth: board.sideWidth
            }
        }
    }
}
