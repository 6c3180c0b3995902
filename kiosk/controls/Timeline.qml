pragma ComponentBehavior: Bound
import QtQuick

// Steps of a matter under each other. steps: [{state: "done" | "current" | "todo" | "returned", title, second}]
Column {
    id: line

    property var steps: []
    property int dot: Theme.du(Theme.isElder ? 64 : 52)

    Repeater {
        model: line.steps.length
        Item {
            id: step
            required property int index
            readonly property var entry: index < line.steps.length ? line.steps[index] : null
            readonly property string state_: entry?.state ?? "todo"
            readonly property color colour: ({ done: Theme.ok, current: Theme.gold, returned: Theme.danger })[state_] ?? Theme.surface
            width: line.width
            height: Math.max(line.dot, words.height) + (index < line.steps.length - 1 ? Theme.du(20) : 0)

            Rectangle {
                x: (line.dot - width) / 2
                y: line.dot
                width: Theme.du(4)
                height: step.height - line.dot
                color: step.state_ === "done" ? Theme.ok : Theme.line
                visible: step.index < line.steps.length - 1
            }
            Rectangle {
                width: line.dot
                height: line.dot
                radius: width / 2
                color: step.colour
                border.width: Theme.du(4)
                border.color: step.state_ === "todo" ? Theme.lineStrong : step.state_ === "current" ? Theme.goldLine : step.colour

                Icon {
                    anchors.centerIn: parent
                    name: ({ done: "check", current: "hourglass", returned: "undo-2" })[step.state_] ?? ""
                    size: 32
                    tone: step.state_ === "current" ? "onGold" : "onPrimary"
                }
            }
            Column {
                id: words
                x: line.dot + Theme.du(24)
                width: parent.width - x

                Label {
                    width: parent.width
                    role: "body"
                    font.bold: step.state_ === "current" || step.state_ === "returned"
                    tone: step.state_ === "todo" ? "ink2" : "ink"
                    text: step.entry?.title ?? ""
                }
                Label {
                    width: parent.width
                    role: "caption"
                    tone: "ink2"
                    text: step.entry?.second ?? ""
                    visible: text !== ""
                }
            }
        }
    }
}
