pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page

    Item {
        id: head
        x: Theme.page
        y: Theme.du(root.portrait ? 18 : 12)
        width: root.wide
        height: root.portrait ? hint.y + hint.height : title.height
        Label {
            id: title
            width: root.portrait ? parent.width : Theme.du(Theme.isElder ? 760 : 640)
            role: "heading1"
            text: root.shown.heading
        }
        Label {
            id: hint
            x: root.portrait ? 0 : title.contentWidth + Theme.gap
            y: root.portrait ? title.height + Theme.du(4) : (title.height - height) / 2
            width: parent.width - x
            tone: "ink2"
            text: root.shown.hint
        }
    }
    Column {
        id: together
        x: Theme.page
        y: head.y + head.height + Theme.du(20)
        width: root.wide
        spacing: Theme.du(14)
        visible: root.shown.ticks.length > 0

        Label {
            width: parent.width
            role: "heading2"
            text: root.shown.together_title
        }
        OptionGrid {
            width: parent.width
            columns: root.portrait ? 1 : 2
            options: root.shown.ticks
            multi: true
        }
        Note {
            width: parent.width
            tone: root.shown.note.tone
            icon: root.shown.note.icon
            text: root.shown.note.text
        }
    }
    Column {
        x: Theme.page
        y: together.visible ? together.y + together.height + Theme.du(24) : together.y
        width: root.wide
        spacing: Theme.du(14)
        visible: root.shown.rows.length > 0

        Label {
            width: parent.width
            role: "heading2"
            text: root.shown.elsewhere_title
        }
        ItemRows {
            width: parent.width
            rows: root.shown.rows
            rowHeight: Theme.du(root.shown.row_height)
            columns: root.portrait ? 1 : 2
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
