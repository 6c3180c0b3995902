pragma ComponentBehavior: Bound
import QtQuick

// One grade of 好差评: face, exact wording, stars.
Pressable {
    id: row

    property string text: ""
    property string icon: ""
    property int stars: 0
    property bool on: false

    width: parent?.width ?? 0
    implicitHeight: Math.max(Theme.option, words.height + Theme.du(40))
    radius: Theme.radiusCard
    color: on || down ? Theme.primarySoft : Theme.surface
    border.width: on ? Theme.borderSelected : Theme.borderStrong
    border.color: on || down ? Theme.primary : Theme.lineStrong

    Icon {
        id: face
        x: Theme.du(32)
        anchors.verticalCenter: parent.verticalCenter
        name: row.icon
        size: Theme.isElder ? 84 : 68
        tone: "primary"
    }
    Label {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: face.x + face.width + Theme.du(28)
        width: row.width - x - marks.width - Theme.du(52)
        role: "lead"
        text: row.text
    }
    Row {
        id: marks
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.du(32)
        spacing: Theme.du(6)

        Repeater {
            model: 5
            Icon {
                required property int index
                name: index < row.stars ? "star-filled" : "star-hollow"
                size: Theme.isElder ? 48 : 52
                colour: Theme.isContrast ? Theme.ink : index < row.stars ? Theme.warn : Theme.lineStrong
            }
        }
    }
}
