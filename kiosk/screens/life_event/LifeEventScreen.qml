pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property real leftWide: shown.beside ? wide - Theme.du(760) - Theme.du(40) : wide

    Column {
        id: main
        x: Theme.page
        y: Theme.du(root.portrait ? 18 : 12)
        width: root.leftWide
        spacing: Theme.du(root.portrait ? 20 : 14)

        Column {
            width: parent.width
            spacing: Theme.du(4)
            Label {
                width: parent.width
                role: "heading1"
                text: root.shown.heading
            }
            Label {
                width: parent.width
                tone: "ink2"
                text: root.shown.hint
                visible: text !== ""
            }
        }
        OptionGrid {
            width: parent.width
            options: root.shown.options
            columns: root.shown.columns
            multi: root.shown.multi
        }
    }
    Column {
        x: root.shown.beside ? main.x + main.width + Theme.du(40) : Theme.page
        y: root.shown.beside ? main.y : main.y + main.height + Theme.du(24)
        width: root.shown.beside ? Theme.du(760) : root.wide
        spacing: Theme.du(14)
        visible: root.shown.grown_title !== "" && (root.portrait || root.shown.beside)

        Item {
            width: parent.width
            height: Math.max(title.height, count.height)
            Label {
                id: title
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - count.width - Theme.gapSmall
                role: "heading2"
                text: root.shown.grown_title
            }
            Tag {
                id: count
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: root.shown.count.text
                tone: root.shown.count.tone
            }
        }
        ListBox {
            width: parent.width
            height: implicitHeight
            visible: root.shown.grown.length > 0

            Repeater {
                model: root.shown.grown.length
                ListRow {
                    required property int index
                    readonly property var entry: root.shown.grown[index] ?? null
                    height: Theme.du(root.shown.row_height)
                    pad: Theme.du(8)
                    activeFocusOnTab: false
                    first: index === 0
                    icon: "square-check"
                    iconInBed: false
                    text: entry?.text ?? ""
                    second: entry?.second ?? ""
                }
            }
        }
    }
    Pager {
        x: Theme.page
        y: foot.y - height - Theme.du(16)
        width: root.wide
        page: root.shown.paging.page
        pages: root.shown.paging.pages
        where: root.shown.paging.text
        before: root.shown.paging.back
        after: root.shown.paging.on
    }
    Foot {
        id: foot
        x: Theme.page
        width: root.wide
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(28)
        aside: root.shown.left
        primary: root.shown.primary
    }
}
