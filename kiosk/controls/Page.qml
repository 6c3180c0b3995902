import QtQuick

// What every screen is. `shown` holds only final texts and decisions; presses go to stage.act().
Item {
    required property var shown
    required property var stage
    // where the window's one keyboard goes; its words are `shown.keyboard`
    property Item keyboardPlace: null
    // a long page is made in several frames; true when nothing more comes
    property bool whole: true
    // kept hidden when another page comes; it may hold nothing of a resident
    property bool stays: false
    property string screen: ""
    readonly property bool portrait: Theme.portrait
}
