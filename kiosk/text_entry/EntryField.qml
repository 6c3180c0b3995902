pragma ComponentBehavior: Bound
import QtQuick
import "../controls"

// The field that the keys fill: text, letters not yet chosen, caret, 清空, and under it what is wrong.
Column {
    id: field

    required property var entry
    property string label: ""
    property string placeholder: ""
    property string error: ""
    property string clearText: ""

    spacing: Theme.du(10)

    Label {
        width: field.width
        role: "bodyStrong"
        text: field.label
        visible: text !== ""
    }
    Item {
        width: field.width
        height: box.height

        FieldBox {
            id: box
            width: parent.width
            active: true
            text: field.entry.display
            composing: field.entry.composing
            placeholder: field.placeholder
            error: field.error
            end: clear.visible ? clear.width + Theme.du(12) : 0
        }
        SecondaryButton {
            id: clear
            targetName: "key:clear"
            anchors.right: parent.right
            anchors.rightMargin: Theme.du(16)
            y: (Math.min(Theme.field, box.height) - height) / 2
            height: Math.max(Theme.du(80), Theme.targetMin)
            small: true
            icon: "x"
            text: field.clearText
            visible: field.entry.display !== "" || field.entry.waits
            onActivated: field.entry.clear()
        }
    }
}
