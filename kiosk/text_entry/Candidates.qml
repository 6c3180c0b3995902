pragma ComponentBehavior: Bound
import QtQuick
import "../controls"

// The words that the letters may mean, one page at a time; the first is what 空格 and 选定 take.
Rectangle {
    id: bar

    required property var entry
    readonly property int em: Theme.du(Theme.isElder ? 54 : 48)
    readonly property int moreWidth: Theme.du(104)
    readonly property real room: (width - moreWidth - 2 * border.width) / em

    height: Theme.du(112)
    radius: Theme.radiusSmall
    color: Theme.surface
    border.width: Theme.isContrast ? Theme.du(3) : Theme.du(2)
    border.color: Theme.keyLine

    onRoomChanged: entry.set_room(room)
    Component.onCompleted: entry.set_room(room)

    Row {
        x: bar.border.width
        y: bar.border.width
        height: bar.height - 2 * y

        Repeater {
            model: bar.entry.candidates.length
            Pressable {
                id: word
                required property int index
                readonly property string said: bar.entry.candidates[index] ?? ""
                targetName: "candidate:" + index
                width: Math.max(Theme.targetMin, Math.round((said.length + 1) * bar.em))
                height: parent.height
                ringInside: true
                radius: index === 0 ? Theme.radiusSmall - bar.border.width : 0
                color: index === 0 || down ? Theme.primarySoft : "transparent"
                onActivated: bar.entry.choose(index)

                Label {
                    anchors.centerIn: parent
                    role: "bodyStrong"
                    wrapMode: Text.NoWrap
                    font.pixelSize: bar.em
                    lineHeight: Math.round(bar.em * 1.448)
                    topPadding: 0
                    bottomPadding: 0
                    tone: word.index === 0 ? "primaryOnSoft" : "ink"
                    font.underline: Theme.isContrast && word.index === 0
                    text: word.said
                }
                Rectangle {
                    anchors.right: parent.right
                    width: Theme.du(Theme.isContrast ? 3 : 2)
                    height: parent.height
                    color: Theme.line
                }
            }
        }
    }
    Pressable {
        targetName: "key:more"
        anchors.right: parent.right
        anchors.rightMargin: bar.border.width
        y: bar.border.width
        width: bar.moreWidth
        height: bar.height - 2 * y
        radius: Theme.radiusSmall
        visible: bar.entry.pages > 1
        ringInside: true
        color: down ? Theme.primarySoft : "transparent"
        onActivated: bar.entry.more()

        Rectangle {
            width: Theme.du(Theme.isContrast ? 3 : 2)
            height: parent.height
            color: Theme.line
        }
        Icon {
            anchors.centerIn: parent
            name: "chevron-right"
            size: 48
        }
    }
}
