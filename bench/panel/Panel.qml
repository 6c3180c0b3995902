import QtQuick
import QtQuick.Window

// A plain desk of switches beside the station. Python gives `desk` (bench/panel/desk.py).
Window {
    id: root

    required property var desk

    // beside the station where there is room, over it where there is none
    x: Screen.width - width - 24
    y: 24
    width: 460
    height: column.implicitHeight + 40
    visible: true
    flags: Qt.Window | Qt.WindowStaysOnTopHint
    color: "#E6ECEA"
    title: desk.title

    Column {
        id: column
        x: 20
        y: 20
        width: parent.width - 40
        spacing: 12

        Text {
            width: parent.width
            text: root.desk.status
            font.pixelSize: 20
            color: "#14211E"
            wrapMode: Text.Wrap
        }
        Repeater {
            model: root.desk.switches

            Rectangle {
                id: button

                required property var modelData

                width: parent.width
                height: 64
                radius: 10
                objectName: "bench:" + modelData.name
                color: touch.pressed ? "#DCEBE8" : modelData.on ? "#F4B740" : "#FFFFFF"
                border.color: "#6A7A74"
                border.width: 2

                Text {
                    anchors.centerIn: parent
                    text: button.modelData.label
                    font.pixelSize: 24
                    color: "#14211E"
                }
                MouseArea {
                    id: touch
                    anchors.fill: parent
                    onClicked: root.desk.press(button.modelData.name)
                }
            }
        }
    }
}
