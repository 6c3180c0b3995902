import QtQuick

// A text in one of the design's roles. Lines are as far apart as the design says, the first one centred like the rest.
Text {
    id: label

    property string role: "body"
    property string tone: "ink"
    property bool wraps: true
    property bool bold: Theme.boldOf(role)
    property int lines: 0
    readonly property int lead: Theme.lineOf(role)
    readonly property bool isLabel: true

    color: Theme.colourOf(tone)
    font.pixelSize: Theme.sizeOf(role)
    font.bold: bold
    lineHeight: lead
    lineHeightMode: Text.FixedHeight
    // Qt puts the whole difference to the font's own height (1.448) under the text; the design puts half of it above.
    topPadding: Math.round((lead - 1.448 * font.pixelSize) / 2)
    bottomPadding: -topPadding
    textFormat: Text.PlainText
    wrapMode: wraps ? Text.Wrap : Text.NoWrap
    maximumLineCount: lines > 0 ? lines : 2147483647
}
