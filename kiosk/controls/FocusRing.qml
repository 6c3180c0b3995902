import QtQuick

// One ring for the whole window, drawn over everything round what the keys would press: gold inside, ink outside.
Item {
    id: ring

    property var around: null
    readonly property bool wanted: around !== null && around.isTarget === true
    readonly property int thick: Theme.du(5)

    visible: wanted

    function place() {
        if (!wanted)
            return;
        const corner = around.mapToItem(parent, 0, 0);
        const out = around.ringInside === true ? -thick : thick;
        x = corner.x - out;
        y = corner.y - out;
        width = around.width + 2 * out;
        height = around.height + 2 * out;
    }

    onAroundChanged: place()

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusCard + ring.thick
        color: "transparent"
        border.width: ring.thick
        border.color: Theme.focusOuter
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: ring.thick
        radius: Theme.radiusCard
        color: "transparent"
        border.width: ring.thick
        border.color: Theme.focusInner
    }
}
