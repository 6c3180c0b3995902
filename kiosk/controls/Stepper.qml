pragma ComponentBehavior: Bound
import QtQuick

// How far the application is: done, now, to come.
Row {
    id: stepper

    property int step: 0
    property int steps: 0

    height: Theme.du(12)
    spacing: Theme.du(10)
    visible: steps > 0

    Repeater {
        model: stepper.steps
        Rectangle {
            required property int index
            width: (stepper.width - stepper.spacing * (stepper.steps - 1)) / Math.max(1, stepper.steps)
            height: stepper.height
            radius: height / 2
            color: index < stepper.step - 1 ? Theme.primary : index === stepper.step - 1 ? (Theme.isContrast ? Theme.ink2 : Theme.gold) : Theme.isContrast ? Theme.bg : Theme.line
            border.width: Theme.isContrast ? Theme.du(2) : 0
            border.color: index === stepper.step - 1 ? Theme.ink2 : Theme.line
        }
    }
}
