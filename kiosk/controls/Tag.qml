import QtQuick

// A short word on a coloured ground; never pressable. Tones: ok, info, neutral, gold, bad.
Rectangle {
    id: tag

    property string text: ""
    property string tone: "neutral"
    property string icon: ""
    readonly property string inkName: ({ ok: "ok", info: "info", gold: "warn", bad: "danger" })[tone] ?? "ink2"

    implicitWidth: row.width + Theme.du(32)
    implicitHeight: Math.max(Theme.tag, row.height + Theme.du(10))
    radius: Theme.radiusTag
    color: Theme.colourOf(({ ok: "okSoft", info: "infoSoft", gold: "goldSoft", bad: "dangerSoft" })[tone] ?? "sunken")
    border.width: Theme.isContrast ? Theme.du(3) : 0
    border.color: Theme.colourOf(inkName)
    visible: text !== ""

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.du(8)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: tag.icon
            size: Theme.isElder ? 38 : 30
            tone: tag.inkName
        }
        Label {
            role: "caption"
            font.bold: true
            wrapMode: Text.NoWrap
            lineHeight: Math.round(font.pixelSize * 1.2)
            tone: tag.inkName
            text: tag.text
        }
    }
}
