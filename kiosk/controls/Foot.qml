import QtQuick

// The action row filled from what a view function gives: `aside` and `primary` are Press maps; an empty act is absent.
ActionRow {
    id: foot

    property var aside: ({})
    property var primary: ({})
    property bool waiting: false
    property string waitingText: ""
    readonly property bool hasLeft: (aside.act ?? "") !== ""
    readonly property bool hasPrimary: (primary.act ?? "") !== ""

    visible: hasLeft || hasPrimary

    SecondaryButton {
        visible: foot.hasLeft
        text: foot.aside.text ?? ""
        icon: foot.aside.icon ?? ""
        act: foot.aside.act ?? ""
        argument: foot.aside.argument ?? ""
        enabled: foot.aside.enabled ?? true
        reason: foot.aside.reason ?? ""
    }
    PrimaryButton {
        visible: foot.hasPrimary
        text: foot.primary.text ?? ""
        icon: enabled ? foot.primary.icon ?? "" : ""
        iconAfter: (foot.primary.icon ?? "") === "arrow-right"
        act: foot.primary.act ?? ""
        argument: foot.primary.argument ?? ""
        enabled: (foot.primary.enabled ?? true) && !foot.waiting
        reason: foot.waiting ? foot.waitingText : foot.primary.reason ?? ""
    }
}
