pragma ComponentBehavior: Bound
import QtQuick
import "../controls"

// One key. It only says that it was pressed; Keyboard and NumberPad tell the text entry.
Pressable {
    id: cap

    property string text: ""
    property string icon: ""
    property bool function_: false
    property bool filled: false
    property bool on: false
    property string name: text
    property real letter: 46
    readonly property bool inverse: filled || on && Theme.isContrast
    readonly property color ink: !enabled ? Theme.inkDisabled : inverse ? Theme.primaryInk : on || down ? Theme.primaryOnSoft : Theme.ink

    targetName: "key:" + name
    height: Theme.key
    radius: Theme.radiusSmall
    color: !enabled ? Theme.keyFunction : inverse ? (down ? Theme.primaryPressed : Theme.primary) : down ? Theme.primarySoft : on ? Theme.surface : function_ ? Theme.keyFunction : Theme.surface
    border.width: on ? Theme.du(4) : Theme.isContrast ? Theme.du(3) : Theme.du(2)
    border.color: !enabled && Theme.isContrast ? Theme.inkDisabled : on || filled ? Theme.primary : Theme.keyLine

    Loader {
        id: picture
        readonly property bool fits: cap.text === "" || said.implicitWidth + Theme.du(40 + 14 + 30) <= cap.width
        x: cap.text === "" ? (cap.width - width) / 2 : said.x - width - Theme.du(14)
        anchors.verticalCenter: parent.verticalCenter
        // a word that needs the whole key is worth more than the picture beside it
        active: cap.icon !== "" && fits
        sourceComponent: Icon {
            name: cap.icon
            size: cap.text === "" ? 50 : 40
            colour: cap.ink
        }
    }
    Label {
        id: said
        x: (cap.width - implicitWidth + (picture.active ? picture.width + Theme.du(14) : 0)) / 2
        anchors.verticalCenter: parent.verticalCenter
        role: "bodyStrong"
        font.bold: true
        wrapMode: Text.NoWrap
        font.pixelSize: cap.text.length > 1 || cap.function_ ? Math.max(Theme.bodyStrong, Theme.du(34)) : Theme.du(cap.letter * (Theme.isElder ? 1.1 : 1))
        lineHeight: Math.round(font.pixelSize * 1.448)
        topPadding: 0
        bottomPadding: 0
        color: cap.ink
        text: cap.text
    }
}
