import QtQuick

// A field to type in, drawn: the text comes from the journey, the keys from Keyboard. States: empty, active, locked, wrong.
Column {
    id: field

    property string text: ""
    property string composing: ""
    property string placeholder: ""
    property string label: ""
    property bool locked: false
    property bool active: false
    property string error: ""
    property string act: ""
    property var argument: ""
    property real end: 0
    readonly property bool empty: text === "" && composing === ""

    spacing: Theme.du(10)

    Label {
        width: field.width
        role: "bodyStrong"
        text: field.label
        visible: text !== ""
    }
    Pressable {
        id: box
        width: field.width
        height: Math.max(Theme.field, words.height + Theme.du(24))
        act: field.locked ? "" : field.act
        argument: field.argument
        enabled: !field.locked && field.act !== ""
        radius: Theme.radiusSmall
        color: field.locked ? Theme.sunken : Theme.surface
        border.width: field.error !== "" || field.active ? Theme.borderSelected : Theme.borderStrong
        border.color: field.error !== "" ? Theme.danger : field.active ? Theme.primary : field.locked && !Theme.isContrast ? Theme.sunken : Theme.lineStrong

        Icon {
            id: lock
            x: Theme.du(28)
            anchors.verticalCenter: parent.verticalCenter
            name: field.locked ? "lock" : ""
            size: 40
            tone: "ok"
        }
        Row {
            id: words
            readonly property real room: box.width - x - field.end - Theme.du(28)
            x: lock.visible ? lock.x + lock.width + Theme.du(18) : Theme.du(32)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.du(2)

            Label {
                width: Math.min(implicitWidth, Math.max(0, words.room - letters.width))
                anchors.verticalCenter: parent.verticalCenter
                role: "lead"
                font.bold: false
                font.pixelSize: field.empty ? Theme.body : Theme.du(Theme.isElder ? 52 : 44)
                tone: field.empty ? "ink2" : "ink"
                text: field.empty ? field.placeholder : field.text
                visible: text !== ""
            }
            Label {
                id: letters
                // of letters that go on and on, the last are seen
                width: Math.min(implicitWidth, words.room - Theme.du(8))
                elide: Text.ElideLeft
                anchors.verticalCenter: parent.verticalCenter
                role: "lead"
                font.bold: false
                wrapMode: Text.NoWrap
                font.underline: true
                font.pixelSize: Theme.du(Theme.isElder ? 52 : 44)
                tone: "primary"
                text: field.composing
                visible: text !== ""
            }
            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.du(4)
                height: Theme.du(56)
                color: Theme.primary
                visible: field.active && !field.empty
            }
        }
    }
    Row {
        width: field.width
        spacing: Theme.du(12)
        visible: field.error !== ""

        Icon {
            id: alert
            name: "circle-alert"
            size: Theme.isElder ? 52 : 40
            tone: "danger"
        }
        Label {
            width: parent.width - alert.width - parent.spacing
            role: "bodyStrong"
            tone: "danger"
            text: field.error
        }
    }
}
