import QtQuick

// What every screen is. `shown` holds only final texts and decisions; presses go to stage.act().
Item {
    required property var shown
    required property var stage
    readonly property bool portrait: Theme.portrait
}
