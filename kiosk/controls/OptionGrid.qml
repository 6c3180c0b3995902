pragma ComponentBehavior: Bound
import QtQuick

// Answers to pick from, in one or more columns; each row is as high as its highest.
Column {
    id: grid

    property var options: []
    property int columns: 1
    property bool multi: false
    readonly property bool tight: !Theme.portrait
    readonly property real part: (width - (columns - 1) * Theme.gapSmall) / columns

    spacing: Theme.du(tight ? 14 : Theme.isElder ? 20 : 18)

    Repeater {
        model: Math.ceil(grid.options.length / grid.columns)
        Row {
            id: line
            required property int index
            readonly property var cells: grid.options.slice(index * grid.columns, (index + 1) * grid.columns)
            spacing: Theme.gapSmall
            Repeater {
                model: line.cells.length
                OptionRow {
                    required property int index
                    readonly property var entry: line?.cells[index] ?? ({})
                    width: grid.part
                    height: grid.tight && grid.columns > 2 ? Theme.du(Theme.isElder ? 116 : 108) : grid.tight && grid.columns === 1 && Theme.isElder ? Theme.du(second === "" ? 120 : 148) : grid.tight && grid.columns === 2 && Theme.isElder && second === "" && implicitHeight <= Theme.option ? Theme.du(136) : implicitHeight
                    text: entry.text ?? ""
                    second: entry.second ?? ""
                    on: entry.on ?? false
                    multi: grid.multi
                    act: entry.act ?? ""
                    argument: entry.argument ?? ""
                }
            }
        }
    }
}
