import QtQuick

// A QR code on its own white card, black on white in every profile. `size` of the code in design units, at least 220.
Rectangle {
    id: card

    property string text: ""
    property real size: 220
    readonly property int px: Theme.du(Math.max(220, size))
    readonly property int quiet: Theme.du(12)

    width: px + 2 * quiet
    height: width
    radius: Theme.radiusSmall
    color: "white"
    visible: text !== ""

    // Two hex digits a byte of the percent-coded text: nothing in it means anything to a URL.
    function coded(plain: string): string {
        return Array.from(encodeURIComponent(plain)).map(sign => sign.charCodeAt(0).toString(16).padStart(2, "0")).join("");
    }

    Image {
        anchors.centerIn: parent
        width: card.px
        height: card.px
        sourceSize: Qt.size(card.px, card.px)
        smooth: false
        cache: false
        source: card.text === "" ? "" : "image://qr/" + card.coded(card.text)
    }
}
