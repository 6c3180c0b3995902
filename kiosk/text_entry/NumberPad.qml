pragma ComponentBehavior: Bound
import QtQuick
import "../controls"

// Large digits for numbers and dates; X for the last place of a citizen number.
Rectangle {
    id: pad

    required property var entry
    required property var words
    readonly property int gap: Theme.du(14)
    readonly property int keyHeight: (height - Theme.du(44) - 3 * gap) / 4
    readonly property real third: (width - 2 * Theme.du(24) - 2 * gap) / 3

    implicitHeight: Theme.du(44) + 3 * gap + 4 * Theme.du(Theme.isElder ? 140 : 128)
    height: implicitHeight
    color: Theme.keyboardBed
    border.width: Theme.isContrast ? Theme.du(3) : 0
    border.color: Theme.line

    Grid {
        x: Theme.du(24)
        y: Theme.du(20)
        columns: 3
        spacing: pad.gap

        Repeater {
            model: 9
            KeyCap {
                required property int index
                text: String(index + 1)
                letter: 56
                width: pad.third
                height: pad.keyHeight
                onActivated: pad.entry.key(text)
            }
        }
        KeyCap {
            readonly property string sign: ({ id18: "X", decimal: "." })[pad.entry.kind] ?? ""
            name: sign === "" ? "clear" : sign
            text: sign === "" ? pad.words.clear : sign
            letter: 56
            function_: sign === ""
            width: pad.third
            height: pad.keyHeight
            onActivated: sign === "" ? pad.entry.clear() : pad.entry.key(sign)
        }
        KeyCap {
            text: "0"
            letter: 56
            width: pad.third
            height: pad.keyHeight
            onActivated: pad.entry.key("0")
        }
        KeyCap {
            name: "backspace"
            icon: "delete"
            function_: true
            width: pad.third
            height: pad.keyHeight
            onActivated: pad.entry.backspace()
        }
    }
}
