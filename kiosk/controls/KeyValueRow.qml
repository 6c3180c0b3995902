import QtQuick

// A label and its value; with `go` the whole row is the target ("修改").
Pressable {
    id: row

    property string label: ""
    property string value: ""
    property string go: ""
    property bool first: false
    property real labelWidth: Theme.isElder ? Theme.du(300) : Theme.du(240)
    property real edge: Theme.du(24)
    readonly property bool pressableRow: act !== "" && enabled

    width: parent?.width ?? 0
    implicitHeight: Math.max(pressableRow ? Theme.listRow : Theme.du(72), name.height + Theme.du(24), said.height + Theme.du(24))
    radius: Theme.radiusCard
    color: down && act !== "" ? Theme.primarySoft : "transparent"
    activeFocusOnTab: pressableRow
    ringInside: true

    Rectangle {
        width: parent.width
        height: Theme.du(2)
        color: Theme.line
        visible: !row.first
    }
    Label {
        id: name
        x: row.edge
        anchors.verticalCenter: parent.verticalCenter
        width: row.labelWidth
        tone: "ink2"
        text: row.label
    }
    Label {
        id: said
        anchors.verticalCenter: parent.verticalCenter
        x: name.x + name.width + Theme.gap
        width: row.width - x - (change.visible ? change.width + Theme.gap : 0) - row.edge
        font.bold: true
        text: row.value
    }
    Row {
        id: change
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: row.edge
        spacing: Theme.du(6)
        visible: row.go !== ""

        Label {
            anchors.verticalCenter: parent.verticalCenter
            role: "bodyStrong"
            tone: row.down ? "primaryOnSoft" : "primary"
            wrapMode: Text.NoWrap
            text: row.go
        }
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "chevron-right"
            size: 40
            tone: "primary"
        }
    }
}
