pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property bool sides: !portrait && shown.take_title !== ""
    readonly property real part: sides ? (wide - Theme.du(44)) / 2 : wide

    Item {
        id: head
        x: Theme.page
        y: Theme.du(root.portrait ? 18 : 12)
        width: root.wide
        height: root.portrait ? item.y + item.height : title.height
        Label {
            id: title
            width: root.portrait ? parent.width : Theme.du(Theme.isElder ? 760 : 640)
            role: "heading1"
            text: root.shown.title
        }
        Label {
            id: item
            x: root.portrait ? 0 : title.contentWidth + Theme.gap
            y: root.portrait ? title.height + Theme.du(4) : Math.max(0, (title.height - height) / 2)
            width: parent.width - x
            tone: "ink2"
            text: root.shown.item
        }
    }
    Column {
        id: left
        x: Theme.page
        y: head.y + head.height + Theme.du(20)
        width: root.part
        spacing: Theme.du(16)

        Note {
            width: parent.width
            tone: root.shown.state.tone
            strong: root.shown.state.strong
            text: root.shown.state.text
        }
        Label {
            width: parent.width
            role: "heading2"
            text: root.shown.things_title
            visible: text !== ""
        }
        OptionGrid {
            width: parent.width
            columns: root.shown.columns
            options: root.shown.things
            multi: true
            visible: root.shown.things.length > 0
        }
        Note {
            width: parent.width
            tone: root.shown.lacking.tone
            icon: root.shown.lacking.icon
            text: root.shown.lacking.text
        }
        Note {
            width: parent.width
            tone: root.shown.nowhere.tone
            icon: root.shown.nowhere.icon
            text: root.shown.nowhere.text
        }
        Label {
            width: parent.width
            role: "heading2"
            text: root.shown.where_title
            visible: text !== ""
        }
        ListBox {
            width: parent.width
            height: implicitHeight
            visible: root.shown.places.length > 0
            Repeater {
                model: root.shown.places.length
                ListRow {
                    required property int index
                    readonly property var entry: root.shown.places[index] ?? null
                    height: implicitHeight
                    activeFocusOnTab: false
                    first: index === 0
                    icon: entry?.icon ?? ""
                    iconInBed: false
                    text: entry?.text ?? ""
                    second: entry?.second ?? ""
                }
            }
        }
        Label {
            width: parent.width
            role: "heading2"
            text: root.shown.then_title
            visible: text !== ""
        }
        Card {
            width: parent.width
            height: implicitHeight
            padding: Theme.du(20)
            spacing: Theme.du(12)
            visible: root.shown.then.length > 0
            Repeater {
                model: root.shown.then
                Row {
                    id: step
                    required property string modelData
                    required property int index
                    width: parent?.width ?? 0
                    spacing: Theme.gapSmall
                    Label {
                        id: number
                        width: Theme.du(Theme.isElder ? 56 : 44)
                        role: "bodyStrong"
                        tone: "primary"
                        wrapMode: Text.NoWrap
                        text: step.index + 1
                    }
                    Label {
                        width: parent.width - number.width - parent.spacing
                        text: step.modelData
                    }
                }
            }
        }
    }
    Note {
        x: Theme.page
        y: foot.y - height - Theme.du(16)
        width: root.part
        tone: root.shown.printing.tone
        icon: root.shown.printing.icon
        text: root.sides ? root.shown.printing.text : ""
        role: "caption"
    }
    Column {
        x: root.sides ? left.x + left.width + Theme.du(44) : Theme.page
        y: root.sides ? left.y : left.y + (left.height > 0 ? left.height + Theme.du(24) : 0)
        width: root.part
        spacing: Theme.du(14)
        visible: root.shown.take_title !== ""

        Label {
            width: parent.width
            role: "heading2"
            text: root.shown.take_title
        }
        Card {
            id: take
            width: parent.width
            height: implicitHeight
            padding: Theme.du(root.portrait ? 26 : 18)
            spacing: Theme.du(16)

            Label {
                width: parent?.width ?? 0
                text: root.shown.take_second
                visible: root.portrait || (root.shown.code === "" && !Theme.isElder)
            }
            Row {
                id: ways
                width: parent?.width ?? 0
                spacing: Theme.gap
                QrPicture {
                    id: code
                    size: root.portrait ? 400 : Theme.isElder ? 264 : 340
                    text: root.shown.code
                    visible: root.shown.code !== ""
                }
                Grid {
                    id: buttons
                    width: ways.width - (code.visible ? code.width + ways.spacing : 0)
                    columns: root.portrait || code.visible ? 1 : 2
                    spacing: Theme.du(16)
                    component Way: SecondaryButton {
                        property var press: ({})
                        small: true
                        width: (buttons.width - (buttons.columns - 1) * buttons.spacing) / buttons.columns
                        edge: Theme.du(16)
                        visible: (press.act ?? "") !== ""
                        icon: press.icon ?? ""
                        text: press.text ?? ""
                        act: press.act ?? ""
                        enabled: press.enabled ?? true
                        reason: press.reason ?? ""
                    }
                    Way {
                        press: root.shown.code_press
                    }
                    Way {
                        press: root.shown.print_press
                    }
                    Way {
                        press: root.shown.guide_press
                    }
                    Note {
                        width: buttons.width
                        tone: root.shown.printing.tone
                        icon: root.shown.printing.icon
                        text: root.sides ? "" : root.shown.printing.text
                    }
                }
            }
        }
    }
    Pager {
        x: Theme.page
        y: root.portrait ? foot.y - height - Theme.du(16) : foot.y + (foot.height - height) / 2
        width: root.portrait ? root.wide : Theme.du(760)
        page: root.shown.paging.page
        pages: root.shown.paging.pages
        where: root.shown.paging.text
        before: root.shown.paging.back
        after: root.shown.paging.on
    }
    Foot {
        id: foot
        x: root.portrait ? Theme.page : Theme.page + Theme.du(784)
        width: root.portrait ? root.wide : root.wide - Theme.du(784)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        aside: root.shown.left
        primary: root.shown.primary
    }
}
