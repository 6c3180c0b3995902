pragma Singleton
import QtQuick

// The one way from a touch to the journey. Main.qml feeds it once.
QtObject {
    property var stage: null

    function send(act: string, argument: var) {
        if (stage === null || act === "")
            return;
        if (argument === undefined || argument === null || argument === "")
            stage.act(act);
        else
            stage.act(act, argument);
    }
}
