pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

// What the paper slip says, on screen: number in groups of four, the code, item, time, who.
Rectangle {
    id: card

    required property var shown

    implicitHeight: column.height + Theme.du(Theme.isElder ? 36 : 48)
    radius: Theme.radiusCard
    color: Theme.surface
    border.width: Theme.borderStrong
    border.color: Theme.lineStrong

    Column {
        id: column
        x: Theme.du(36)
        y: Theme.du(Theme.isElder ? 18 : 26)
        width: parent.width - 2 * x
        spacing: Theme.du(Theme.isElder ? 10 : 14)

        Item {
            width: parent.width
            height: Math.max(number.height, code.height)
            Column {
                id: number
                width: parent.width - code.width - Theme.du(24)
                spacing: Theme.du(8)
                Label {
                    width: parent.width
                    role: "caption"
                    tone: "ink2"
                    text: card.shown.number_label
                }
                Repeater {
                    model: card.shown.number_lines
                    Label {
                        required property string modelData
                        width: number.width
                        role: "number"
                        font.pixelSize: Math.min(Theme.number, Math.floor(number.width / 11.6))
                        lineHeight: Math.round(font.pixelSize * 1.4)
                        text: modelData
                    }
                }
                Label {
                    width: parent.width
                    role: "caption"
                    tone: "ink2"
                    text: card.shown.case_label
                    visible: text !== ""
                }
                Label {
                    width: parent.width
                    role: "bodyStrong"
                    text: card.shown.case_number
                    visible: text !== ""
                }
            }
            Column {
                id: code
                anchors.right: parent.right
                width: picture.width
                QrPicture {
                    id: picture
                    size: 250
                    text: card.shown.qr
                }
                Label {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    role: "caption"
                    font.bold: true
                    text: card.shown.qr_caption
                }
            }
        }
        Rectangle {
            width: parent.width
            height: Theme.du(Theme.isContrast ? 3 : 2)
            color: Theme.line
        }
        Repeater {
            model: card.shown.facts
            Item {
                required property var modelData
                width: column.width
                height: Math.max(name.height, value.height)
                Label {
                    id: name
                    width: Theme.du(Theme.isElder ? 220 : 200)
                    tone: "ink2"
                    text: parent.modelData.label
                }
                Label {
                    id: value
                    x: name.width + Theme.du(24)
                    width: parent.width - x
                    font.bold: true
                    text: parent.modelData.value
                }
            }
        }
    }
}
