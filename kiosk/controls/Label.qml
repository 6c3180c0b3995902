import QtQuick

// A text in one of the design's roles. Lines are as far apart as the design says, the first one centred like the rest.
// A page has a hundred of these: what can be worked out once is in Theme, and what never changes is no binding.
Text {
    property string role: "body"
    property string tone: "ink"
    readonly property var look: Theme.roles[role]
    readonly property bool isLabel: true

    color: Theme.hues[tone]
    font.pixelSize: look.px
    font.bold: look.bold
    lineHeight: look.line
    lineHeightMode: Text.FixedHeight
    // Qt puts the whole difference to the font's own height (1.448) under the text; the design puts half of it above.
    topPadding: Math.round((look.line - 1.448 * font.pixelSize) / 2)
    bottomPadding: -topPadding
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
}
