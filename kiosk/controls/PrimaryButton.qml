import QtQuick

// The one filled button of a screen. Disabled it says why (`reason`).
Pressable {
    id: button

    property string text: ""
    property string icon: ""
    property bool iconAfter: false
    property string reason: ""
    property bool busy: false
    property bool small: false
    property bool fills: true
    property string role: small ? "bodyStrong" : "button"
    readonly property var host: parent
    readonly property string said: !enabled && !busy && reason !== "" ? reason : text
    readonly property color ink: busy ? Theme.primaryOnSoft : enabled ? Theme.primaryInk : Theme.inkDisabled
    readonly property real edge: Theme.du(small ? 28 : 40)
    readonly property real iconsWide: picture.visible ? picture.width + row.spacing : 0

    implicitWidth: said === "" ? 0 : measure.implicitWidth + iconsWide + 2 * edge
    implicitHeight: Math.max(small ? Theme.targetSmall : Theme.button, measure.height + Theme.du(24))
    width: host?.fillWidth ?? implicitWidth
    radius: Theme.radiusCard
    color: busy ? Theme.primarySoft : !enabled ? Theme.sunken : down ? Theme.primaryPressed : Theme.primary
    border.width: Theme.isContrast ? Theme.borderStrong : 0
    border.color: enabled ? Theme.primary : Theme.inkDisabled

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.du(18)
        layoutDirection: button.iconAfter && !button.busy ? Qt.RightToLeft : Qt.LeftToRight

        Icon {
            id: picture
            anchors.verticalCenter: parent.verticalCenter
            name: button.busy ? "hourglass" : button.icon
            size: (button.small ? 40 : 48) * (Theme.isElder ? 1.25 : 1)
            colour: button.ink
        }
        Label {
            id: measure
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, button.width - button.iconsWide - button.edge)
            horizontalAlignment: Text.AlignHCenter
            role: button.role
            font.bold: true
            color: button.ink
            text: button.said
        }
    }
}
