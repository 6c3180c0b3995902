import QtQuick

// A white surface with a hairline; its children stand in a column.
Rectangle {
    id: card

    default property alias content: column.data
    property real padding: Theme.du(32)
    property alias spacing: column.spacing
    readonly property real inner: width - 2 * padding

    implicitHeight: column.height + 2 * padding
    radius: Theme.radiusCard
    color: Theme.surface
    border.width: Theme.hairline
    border.color: Theme.line

    Column {
        id: column
        x: card.padding
        y: card.padding
        width: card.inner
    }
}
