import QtQuick

// What can be pressed: acts on release inside, a slide off cancels. Sends `act` with `argument`, or only activated().
Rectangle {
    id: pressable

    property string act: ""
    property var argument: ""
    property string targetName: act === "" ? "" : "act:" + act + ":" + (typeof argument === "object" ? JSON.stringify(argument) : String(argument))
    readonly property bool isTarget: true
    readonly property bool down: touch.pressed && touch.containsMouse
    property bool ringInside: false

    signal activated

    function press() {
        activated();
        Acts.send(act, argument);
    }

    objectName: targetName
    color: "transparent"
    activeFocusOnTab: true
    Keys.onReturnPressed: press()
    Keys.onSpacePressed: press()

    MouseArea {
        id: touch
        anchors.fill: parent
        onClicked: pressable.press()
    }
}
