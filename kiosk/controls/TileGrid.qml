import QtQuick

// Tiles in columns, all as tall as the tallest of them.
Grid {
    id: grid

    property real least: 0
    readonly property real each: (width - (columns - 1) * columnSpacing) / columns
    readonly property real tall: {
        let most = least;
        for (const tile of children)
            if (tile.isTarget === true)
                most = Math.max(most, tile.implicitHeight);
        return most;
    }

    columnSpacing: Theme.gapSmall
    rowSpacing: Theme.gapSmall
}
