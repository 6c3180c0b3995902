pragma ComponentBehavior: Bound
import QtQuick

// Tabs beside each other: entries [{name, text, second, on}], pressing sends `act` with the name.
Rectangle {
    id: bar

    property var entries: []
    property string act: ""
    property string role: "bodyStrong"
    readonly property real inner: width - 2 * pad - (entries.length - 1) * pad
    readonly property int pad: Theme.du(8)
    readonly property real weight: entries.reduce((sum, entry) => sum + bar.share(entry.text), 0)
    readonly property real tall: {
        let most = 0;
        for (const part of row.children)
            most = Math.max(most, part.wanted ?? 0);
        return most;
    }

    // a long name gets more room, but nobody less than a fair half
    function share(text: string): real {
        return Math.max(6.5, Math.min(14, text.replace(/\u2060/g, "").length));
    }

    implicitHeight: tall + 2 * pad
    radius: Theme.du(14)
    color: Theme.sunken
    border.width: Theme.isContrast ? Theme.hairline : 0
    border.color: Theme.line
    visible: entries.length > 0

    Row {
        id: row
        x: bar.pad
        y: bar.pad
        spacing: bar.pad

        Repeater {
            model: bar.entries.length
            Pressable {
                id: tab
                required property int index
                readonly property var entry: index < bar.entries.length ? bar.entries[index] : null
                readonly property bool on: entry?.on ?? false
                readonly property real wanted: Math.max(Theme.targetMin, words.height + Theme.du(Theme.portrait ? 20 : 10))
                width: bar.inner * bar.share(entry?.text ?? "") / bar.weight
                height: bar.tall
                radius: Theme.du(10)
                color: on ? (Theme.isContrast ? Theme.primary : Theme.surface) : down ? Theme.primarySoft : "transparent"
                border.width: on ? Theme.du(Theme.isContrast ? 4 : 3) : 0
                border.color: Theme.primary
                ringInside: true
                act: bar.act
                argument: entry?.name ?? ""

                Column {
                    id: words
                    anchors.centerIn: parent
                    width: parent.width - Theme.du(6)

                    Label {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        role: bar.role
                        font.bold: true
                        lineHeight: Math.round(font.pixelSize * 1.25)
                        tone: !tab.on ? "ink" : Theme.isContrast ? "onPrimary" : "primary"
                        text: tab.entry?.text ?? ""
                    }
                    Label {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        role: "caption"
                        tone: tab.on && Theme.isContrast ? "onPrimary" : "ink2"
                        text: tab.entry?.second ?? ""
                        visible: text !== ""
                    }
                }
            }
        }
    }
}
