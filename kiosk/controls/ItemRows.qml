pragma ComponentBehavior: Bound
import QtQuick

// Rows of items (code, text, second, icon, tag), all `rowHeight` high, in one or two columns; pressing opens the guide.
Row {
    id: list

    property var rows: []
    property real rowHeight: Theme.listRow
    property int columns: 1
    property bool icons: false
    property string act: "item"
    readonly property int each: Math.ceil(rows.length / columns)

    spacing: Theme.gap

    Repeater {
        model: list.columns
        ListBox {
            id: box
            required property int index
            readonly property int from: index * list.each
            readonly property int count: Math.max(0, Math.min(list.each, list.rows.length - from))
            width: (list.width - (list.columns - 1) * list.spacing) / list.columns
            height: implicitHeight
            visible: count > 0

            Repeater {
                model: box.count
                ListRow {
                    required property int index
                    readonly property var entry: list.rows[(box?.from ?? 0) + index] ?? null
                    height: list.rowHeight
                    first: index === 0
                    text: entry?.text ?? ""
                    second: entry?.second ?? ""
                    icon: list.icons ? entry?.icon ?? "" : ""
                    tag: entry?.tag.text ?? ""
                    tagTone: entry?.tag.tone ?? ""
                    act: list.act
                    argument: entry?.code ?? ""
                }
            }
        }
    }
}
