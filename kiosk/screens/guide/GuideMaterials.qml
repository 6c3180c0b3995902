pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

// What to bring, as a heading and rows.
Column {
    id: materials

    property string title: ""
    property var things: []
    property int from: 0
    property int to: things.length

    spacing: Theme.du(8)

    Label {
        width: materials.width
        role: "heading2"
        text: materials.title
        visible: materials.from === 0
    }
    ListBox {
        width: materials.width
        height: implicitHeight

        Repeater {
            model: Math.max(0, materials.to - materials.from)
            ListRow {
                required property int index
                readonly property var entry: materials.from + index < materials.things.length ? materials.things[materials.from + index] : null
                height: implicitHeight
                enabled: true
                activeFocusOnTab: act !== ""
                chevron: false
                sample: entry?.picture ?? ""
                act: entry?.act ?? ""
                argument: entry?.argument ?? ""
                least: Theme.du(Theme.portrait ? 116 : 96)
                first: index === 0
                icon: entry?.icon ?? ""
                text: entry?.name ?? ""
                second: entry?.note ?? ""
                tag: entry?.badge.text ?? ""
                tagTone: entry?.badge.tone ?? ""
            }
        }
    }
}
