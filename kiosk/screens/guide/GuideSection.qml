pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

// A heading, then lines with an icon; a line with a label is a question and its answer.
Column {
    id: section

    property var entry: null
    readonly property int count: entry?.lines.length ?? 0

    spacing: Theme.du(8)

    Label {
        width: section.width
        role: "heading2"
        text: section.entry?.title ?? ""
        visible: text !== ""
    }
    Card {
        width: section.width
        height: implicitHeight
        padding: Theme.du(22)
        spacing: Theme.du(14)

        Repeater {
            model: section.count
            Row {
                id: line
                required property int index
                readonly property var said: section.entry?.lines[index] ?? null
                width: parent?.width ?? 0
                spacing: Theme.gapSmall

                Icon {
                    id: picture
                    y: Theme.du(4)
                    name: section.entry?.icon ?? ""
                    size: Theme.isElder ? 48 : 38
                    tone: section.entry?.tone ?? "ink"
                }
                Column {
                    width: parent.width - picture.width - parent.spacing

                    Label {
                        width: parent.width
                        role: "bodyStrong"
                        text: line.said?.label ?? ""
                        visible: text !== ""
                    }
                    Label {
                        width: parent.width
                        tone: line.said?.label ? "ink2" : "ink"
                        text: line.said?.value ?? ""
                    }
                }
            }
        }
    }
}
