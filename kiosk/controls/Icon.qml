import QtQuick

// A stroke icon of assets/icons in one colour; `size` in design units.
Image {
    property string name: ""
    property real size: 48
    property string tone: "ink"
    property color colour: Theme.hues[tone]
    readonly property int px: Theme.du(size)

    width: px
    height: px
    sourceSize: Qt.size(px, px)
    source: name === "" ? "" : "image://icon/" + name + "/" + String(colour).slice(-6)
    visible: name !== ""
}
