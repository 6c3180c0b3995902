pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

// The station's own place in one tap; else a town, then its communities.
Column {
    id: picker

    property var places: ({})

    spacing: Theme.du(18)

    OptionGrid {
        width: parent.width
        options: picker.places.here ?? []
        visible: options.length > 0
    }
    Item {
        width: parent.width
        visible: (picker.places.title ?? "") !== ""
        height: Math.max(title.height, buttons.height)
        Label {
            id: title
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - buttons.width - Theme.gapSmall
            role: "heading2"
            text: picker.places.title ?? ""
        }
        Row {
            id: buttons
            anchors.right: parent.right
            spacing: Theme.gapSmall
            SecondaryButton {
                small: true
                text: picker.places.said?.text ?? ""
                icon: picker.places.said?.icon ?? ""
                act: picker.places.said?.act ?? ""
                visible: act !== ""
            }
            SecondaryButton {
                small: true
                text: picker.places.typed?.text ?? ""
                icon: picker.places.typed?.icon ?? ""
                act: picker.places.typed?.act ?? ""
                argument: picker.places.typed?.argument ?? ""
                visible: act !== ""
            }
            SecondaryButton {
                small: true
                text: picker.places.town?.text ?? ""
                icon: picker.places.town?.icon ?? ""
                act: picker.places.town?.act ?? ""
                argument: picker.places.town?.argument ?? ""
                visible: act !== ""
            }
        }
    }
    Grid {
        id: grid
        width: parent.width
        columns: picker.places.columns ?? 2
        spacing: Theme.du(Theme.isElder && !Theme.portrait ? 10 : 16)
        Repeater {
            model: (picker.places.grid ?? []).length
            Tile {
                required property int index
                readonly property var entry: picker.places.grid[index] ?? ({})
                width: (grid.width - (grid.columns - 1) * grid.spacing) / grid.columns
                implicitHeight: Math.max(Theme.du(!Theme.isElder ? 108 : Theme.portrait ? 124 : 102), tall)
                readonly property int tall: Theme.targetMin
                text: entry.text ?? ""
                act: entry.act ?? ""
                argument: entry.argument ?? ""
            }
        }
    }
}
