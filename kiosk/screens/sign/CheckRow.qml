pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

// One declaration with its own tick; the whole row is the target.
Pressable {
    id: row

    property string text: ""
    property bool on: false
    property bool first: false

    width: parent?.width ?? 0
    implicitHeight: Math.max(Theme.targetSmall, said.height + Theme.du(!Theme.isElder ? 28 : Theme.portrait ? 20 : 8))
    radius: Theme.radiusCard
    color: down ? Theme.primarySoft : "transparent"
    ringInside: true

    Rectangle {
        width: parent.width
        height: Theme.du(Theme.isContrast ? 3 : 2)
        color: Theme.line
        visible: !row.first
    }
    Rectangle {
        id: box
        x: Theme.du(28)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.du(Theme.isElder ? 64 : 56)
        height: width
        radius: Theme.du(10)
        color: row.on ? Theme.primary : Theme.surface
        border.width: Theme.du(4)
        border.color: row.on ? Theme.primary : Theme.lineStrong
        Icon {
            anchors.centerIn: parent
            name: row.on ? "check" : ""
            size: Theme.isElder ? 48 : 42
            tone: "onPrimary"
        }
    }
    Label {
        id: said
        x: box.x + box.width + Theme.du(24)
        width: parent.width - x - Theme.du(20)
        anchors.verticalCenter: parent.verticalCenter
        lineHeight: Math.round(font.pixelSize * 1.3)
        text: row.text
    }
}
