import QtQuick

// "您在：…", with the step at the right and the steps' bar under it.
Item {
    id: where

    required property var frame
    readonly property var trail: frame.trail ?? []
    readonly property bool there: trail.length > 0

    readonly property string prefix: frame.where_prefix ?? ""
    readonly property string path: prefix + trail.slice(0, -1).map(part => part + " › ").join("")

    implicitHeight: there ? Theme.whereLine + (stepper.visible ? stepper.height + Theme.du(16) : 0) : 0
    visible: there

    TextMetrics {
        id: whole
        font: before.font
        text: where.path
    }
    Icon {
        id: pin
        x: Theme.page
        y: (Theme.whereLine - height) / 2
        name: "map-pin"
        size: Theme.isElder ? 38 : 32
        tone: "ink2"
    }
    Label {
        id: before
        x: pin.x + pin.width + Theme.du(14)
        y: (Theme.whereLine - height) / 2
        role: "status"
        tone: "ink2"
        wrapMode: Text.NoWrap
        // a long name of an item is left out rather than cut: its own heading says it
        text: whole.advanceWidth <= where.width - x - last.implicitWidth - at.width - Theme.page - Theme.gap ? where.path : where.prefix
    }
    Label {
        id: last
        x: before.x + before.width
        y: before.y
        role: "status"
        font.bold: true
        wrapMode: Text.NoWrap
        text: where.trail[where.trail.length - 1] ?? ""
    }
    Label {
        id: at
        anchors.right: parent.right
        anchors.rightMargin: Theme.page
        y: before.y
        role: "status"
        font.bold: true
        wrapMode: Text.NoWrap
        text: where.frame.step_text ?? ""
    }
    Stepper {
        id: stepper
        x: Theme.page
        y: Theme.whereLine
        width: where.width - 2 * Theme.page
        step: where.frame.step ?? 0
        steps: where.frame.steps ?? 0
    }
}
