import QtQuick

// The row above the rail: a real alternative left, the primary button right. Buttons that `fills` share what is left;
// in landscape the row keeps to the right and never takes the full width.
Item {
    id: actions

    default property alias content: row.data
    property real mostPrimary: Theme.portrait ? width : Theme.du(640)

    implicitHeight: row.implicitHeight
    implicitWidth: row.implicitWidth

    Row {
        id: row

        readonly property int seen: countOf(false)
        readonly property int filling: countOf(true)
        readonly property real mostWidth: seen > 1 ? (actions.width - spacing) * 0.5 : actions.width
        readonly property real fillWidth: {
            let used = 0;
            for (const child of children)
                if (child.visible && child.fills === false)
                    used += Math.min(child.implicitWidth, mostWidth);
            const free = actions.width - used - spacing * Math.max(0, seen - 1);
            return filling > 0 ? Math.min(free / filling, actions.mostPrimary) : 0;
        }

        function countOf(onlyFilling: bool): int {
            let count = 0;
            for (const child of children)
                if (child.visible && child.fills !== undefined && (child.fills || !onlyFilling))
                    count += 1;
            return count;
        }

        anchors.right: parent.right
        spacing: Theme.gap
    }
}
