import QtQuick

// Rows on one white surface; the hairline between two belongs to the lower one.
Rectangle {
    id: box

    default property alias rows: column.data
    property alias column: column

    implicitHeight: column.height + 2 * border.width
    radius: Theme.radiusCard
    color: Theme.surface
    border.width: Theme.hairline
    border.color: Theme.line

    Column {
        id: column
        x: box.border.width
        y: box.border.width
        width: box.width - 2 * box.border.width
    }
}
