import QtQuick

// Every other button: white with a border. `danger`: throws something away; `on`: the choice that holds now.
Pressable {
    id: button

    property string text: ""
    property string icon: ""
    property bool iconAfter: false
    property string reason: ""
    property bool small: false
    property bool danger: false
    property bool on: false
    property bool fills: false
    property string role: small ? "bodyStrong" : "button"
    readonly property var host: parent
    readonly property string said: !enabled && reason !== "" ? reason : text
    readonly property color ink: !enabled ? Theme.inkDisabled : danger ? Theme.danger : down || on ? Theme.primaryOnSoft : Theme.primary
    property real edge: Theme.du(small ? 28 : 40)
    readonly property real iconsWide: picture.visible ? picture.width + row.spacing : 0

    implicitWidth: said === "" && icon === "" ? 0 : measure.implicitWidth + (said === "" ? picture.width : iconsWide) + 2 * edge
    implicitHeight: Math.max(small ? Theme.targetSmall : Theme.button, measure.height + Theme.du(24))
    width: fills ? host?.fillWidth ?? implicitWidth : Math.min(implicitWidth, host?.mostWidth ?? implicitWidth)
    radius: Theme.radiusCard
    color: !enabled ? Theme.sunken : (down || on) ? Theme.primarySoft : Theme.surface
    border.width: Theme.isContrast ? Theme.borderStrong : on ? Theme.borderSelected : Theme.du(small ? 2 : 3)
    border.color: !enabled ? (Theme.isContrast ? Theme.inkDisabled : Theme.sunken) : danger ? Theme.danger : Theme.primary

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.du(button.small ? 12 : 18)
        layoutDirection: button.iconAfter ? Qt.RightToLeft : Qt.LeftToRight

        Icon {
            id: picture
            anchors.verticalCenter: parent.verticalCenter
            name: button.icon
            size: (button.small ? 40 : 48) * (Theme.isElder ? 1.25 : 1)
            colour: button.ink
        }
        Label {
            id: measure
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            width: Math.min(implicitWidth, button.width - button.iconsWide - button.edge)
            horizontalAlignment: Text.AlignHCenter
            role: button.role
            font.bold: true
            color: button.ink
            text: button.said
        }
    }
}
