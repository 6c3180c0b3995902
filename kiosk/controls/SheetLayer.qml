pragma ComponentBehavior: Bound
import QtQuick

// The sheet over the screen: a flat dim, then time-out, help, leave or a full text. Touching the dim does nothing.
Item {
    id: sheets

    required property var frame
    readonly property var sheet: frame.sheet ?? null
    readonly property string kind: sheet?.kind ?? ""
    property real below: 0
    property int textPage: 0

    visible: kind !== ""
    onKindChanged: textPage = 0

    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.dim
    }
    Loader {
        id: holder
        anchors.bottom: parent.bottom
        anchors.bottomMargin: sheets.below
        anchors.horizontalCenter: parent.horizontalCenter
        width: Theme.portrait ? parent.width : Math.min(parent.width, Theme.du(1360))
        active: sheets.kind !== ""
        Component.onCompleted: setSource("Sheet.qml", { sheets: sheets })
    }
}
