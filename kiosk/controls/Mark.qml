pragma ComponentBehavior: Bound
import QtQuick

// Four petals of osmanthus, the flower of Guihu lake in Xindu. `size` in pixels.
Item {
    id: mark

    property int size: Theme.du(44)
    property color petals: Theme.primary
    property color heart: Theme.gold

    width: size
    height: size

    Repeater {
        model: 4
        Rectangle {
            required property int index
            x: mark.size * [13, 13, 2, 24][index] / 44
            y: mark.size * [2, 24, 13, 13][index] / 44
            width: mark.size * 18 / 44
            height: width
            radius: width / 2
            color: mark.petals
        }
    }
    Rectangle {
        anchors.centerIn: parent
        width: mark.size * 12 / 44
        height: width
        radius: width / 2
        color: mark.heart
    }
}
