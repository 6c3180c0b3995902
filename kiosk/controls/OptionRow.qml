import QtQuick

// One answer of a question. The mark is round for one choice, square for several; chosen it also has a tick.
Pressable {
    id: option

    property string text: ""
    property string second: ""
    property bool on: false
    property bool multi: false
    readonly property real mark: Theme.du(Theme.isElder ? 64 : 52)

    width: parent?.width ?? 0
    implicitHeight: Math.max(second === "" ? Theme.option : Theme.optionTwoLines, words.height + Theme.du(40))
    radius: Theme.radiusCard
    color: !enabled ? Theme.sunken : on || down ? Theme.primarySoft : Theme.surface
    border.width: on ? Theme.borderSelected : Theme.borderStrong
    border.color: on || down ? Theme.primary : enabled || Theme.isContrast ? Theme.lineStrong : Theme.sunken

    Rectangle {
        id: sign
        x: Theme.du(32)
        anchors.verticalCenter: parent.verticalCenter
        width: option.mark
        height: option.mark
        radius: option.multi ? Theme.radiusTag : width / 2
        color: option.on ? Theme.primary : Theme.surface
        border.width: Theme.du(4)
        border.color: option.on ? Theme.primary : option.enabled ? Theme.lineStrong : Theme.inkDisabled

        Icon {
            anchors.centerIn: parent
            name: option.on ? "check" : ""
            size: Theme.isElder ? 48 : 38
            tone: "onPrimary"
        }
    }
    Column {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: sign.x + sign.width + Theme.du(28)
        width: option.width - x - Theme.du(28)

        Label {
            width: parent.width
            role: "lead"
            lineHeight: Math.round(font.pixelSize * 1.3)
            color: option.enabled ? Theme.ink : Theme.inkDisabled
            text: option.text
        }
        Label {
            width: parent.width
            role: "caption"
            color: option.enabled ? Theme.ink2 : Theme.inkDisabled
            text: option.second
            visible: text !== ""
        }
    }
}
