import QtQuick

// The bed of the camera: its live picture in a gold frame, or a taken picture, or what is said while there is none.
// Pictures are unpacked off the window's thread; the old one stays until the new one is there.
Rectangle {
    id: bed

    property string live: ""
    property bool face: false
    property string picture: ""
    property string said: ""
    property string icon: ""
    property var verdict: ({})
    property var turn: ({})
    readonly property color ink: Theme.isContrast ? Theme.ink : Theme.primaryInk
    readonly property real room: Theme.du(16)

    radius: Theme.radiusCard
    color: Theme.cameraBed
    clip: true

    Image {
        id: shown
        x: bed.room
        y: bed.room
        width: bed.width - 2 * bed.room
        height: bed.height - 2 * bed.room - (foot.visible ? foot.height + bed.room : 0)
        asynchronous: true
        retainWhileLoading: true
        cache: false
        fillMode: Image.PreserveAspectFit
        sourceSize: bed.picture !== "" ? Qt.size(Math.max(width, height), Math.max(width, height)) : undefined
        source: bed.picture !== "" ? bed.picture : bed.live
        visible: bed.picture !== "" || bed.live !== ""
    }
    Rectangle {
        readonly property real side: Math.min(shown.width, shown.height)
        anchors.centerIn: shown
        width: bed.face ? side * 0.62 : shown.paintedWidth > 1 ? shown.paintedWidth : 0
        height: bed.face ? side * 0.78 : shown.paintedHeight > 1 ? shown.paintedHeight : 0
        radius: Theme.radiusTag
        color: "transparent"
        border.width: Theme.du(5)
        border.color: Theme.gold
        visible: bed.live !== "" && bed.picture === ""

        // where the head belongs, as the certificate's photograph has it
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.1
            width: parent.width * 0.58
            height: parent.height * 0.66
            radius: width / 2
            color: "transparent"
            border.width: Theme.du(3)
            border.color: Theme.gold
            visible: bed.face
        }
    }
    Column {
        anchors.centerIn: shown
        width: shown.width - 2 * Theme.gap
        spacing: Theme.gapSmall
        visible: bed.said !== ""

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: bed.icon
            size: Theme.isElder ? 110 : 96
            colour: bed.ink
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            role: "lead"
            color: bed.ink
            text: bed.said
        }
    }
    Item {
        id: foot
        x: bed.room
        width: bed.width - 2 * bed.room
        anchors.bottom: parent.bottom
        anchors.bottomMargin: bed.room
        height: Math.max(word.text !== "" ? word.implicitHeight : 0, again.act !== "" ? again.implicitHeight : 0)
        visible: height > 0

        Tag {
            id: word
            anchors.verticalCenter: parent.verticalCenter
            width: implicitWidth
            height: implicitHeight
            text: bed.verdict.strong ?? ""
            tone: bed.verdict.tone ?? "neutral"
            icon: bed.verdict.icon ?? ""
        }
        SecondaryButton {
            id: again
            anchors.right: parent.right
            small: true
            width: implicitWidth
            height: implicitHeight
            text: bed.turn.text ?? ""
            icon: bed.turn.icon ?? ""
            act: bed.turn.act ?? ""
            visible: act !== ""
        }
    }
}
