pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

// How it goes, numbered.
Column {
    id: steps

    property string title: ""
    property var entries: []
    property int from: 0
    property int to: entries.length

    spacing: Theme.du(8)

    Label {
        width: steps.width
        role: "heading2"
        text: steps.title
        visible: steps.from === 0
    }
    Card {
        width: steps.width
        height: implicitHeight
        padding: Theme.du(22)
        spacing: Theme.du(12)

        Repeater {
            model: Math.max(0, steps.to - steps.from)
            Item {
                id: step
                required property int index
                readonly property var entry: steps.from + index < steps.entries.length ? steps.entries[steps.from + index] : null
                width: parent?.width ?? 0
                height: Math.max(dot.height, words.height)

                Rectangle {
                    id: dot
                    width: Theme.du(Theme.isElder ? 64 : 52)
                    height: width
                    radius: width / 2
                    color: Theme.primary

                    Label {
                        anchors.centerIn: parent
                        role: "bodyStrong"
                        font.pixelSize: Math.max(Theme.caption, Theme.du(32))
                        lineHeight: font.pixelSize
                        tone: "onPrimary"
                        wrapMode: Text.NoWrap
                        text: step.entry?.number ?? ""
                    }
                }
                Column {
                    id: words
                    x: dot.width + Theme.du(20)
                    y: Math.max(0, (dot.height - first.height) / 2)
                    width: parent.width - x

                    Label {
                        id: first
                        width: parent.width
                        text: step.entry?.text ?? ""
                    }
                    Label {
                        width: parent.width
                        role: "caption"
                        tone: "ink2"
                        text: step.entry?.second ?? ""
                        visible: text !== "" && Theme.portrait
                    }
                }
            }
        }
    }
}
