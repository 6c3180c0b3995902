import QtQuick

// One remark with an icon. Tones: info, ok, gold, bad. `strong` stands before `text` in bold, on its own line.
Rectangle {
    id: note

    property string text: ""
    property string strong: ""
    property string tone: "info"
    property string icon: ({ info: "info", ok: "circle-check", gold: "triangle-alert", bad: "circle-alert" })[tone] ?? "info"
    property string role: "body"
    readonly property string inkName: ({ ok: "ok", gold: "warn", bad: "danger" })[tone] ?? "info"

    implicitHeight: Math.max(words.height, picture.height) + Theme.du(40)
    radius: Theme.radiusCard
    color: Theme.colourOf(({ ok: "okSoft", gold: "goldSoft", bad: "dangerSoft" })[tone] ?? "infoSoft")
    border.width: Theme.isContrast ? Theme.du(3) : 0
    border.color: Theme.colourOf(inkName)
    visible: text !== "" || strong !== ""

    Icon {
        id: picture
        x: Theme.du(28)
        y: Theme.du(20)
        name: note.icon
        size: Theme.isElder ? 56 : 44
        tone: note.inkName
    }
    Column {
        id: words
        x: picture.x + picture.width + Theme.du(20)
        width: note.width - x - Theme.du(24)
        y: Math.max(Theme.du(20), (note.height - height) / 2)

        Label {
            width: parent.width
            role: note.role
            font.bold: true
            tone: note.inkName
            text: note.strong
            visible: text !== ""
        }
        Label {
            width: parent.width
            role: note.role
            tone: note.inkName
            text: note.text
            visible: text !== ""
        }
    }
}
