import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page

    Item {
        id: head
        x: Theme.page
        y: Theme.du(8)
        width: root.wide
        height: Math.max(bed.height, said.height)

        Rectangle {
            id: bed
            width: Theme.du(112)
            height: width
            radius: Theme.radiusCard
            color: Theme.iconBed

            Icon {
                anchors.centerIn: parent
                name: root.shown.icon
                size: 68
                colour: Theme.iconInk
            }
        }
        Column {
            id: said
            x: bed.width + Theme.gap
            width: parent.width - x - count.width - Theme.gapSmall

            Label {
                width: parent.width
                role: "heading1"
                text: root.shown.title
            }
            Label {
                width: parent.width
                role: Theme.isElder ? "caption" : "body"
                tone: "ink2"
                text: root.shown.intro
            }
        }
        Label {
            id: count
            anchors.right: parent.right
            y: said.y + Theme.du(20)
            tone: "ink2"
            wrapMode: Text.NoWrap
            text: root.shown.count
        }
    }
    ItemRows {
        x: Theme.page
        y: head.y + head.height + Theme.du(20)
        width: root.wide
        rows: root.shown.rows
        rowHeight: Theme.du(root.shown.row_height)
        columns: root.shown.columns
    }
    Item {
        x: Theme.page
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(24)
        width: root.wide
        height: Theme.targetSmall

        SecondaryButton {
            id: person
            width: implicitWidth
            height: parent.height
            small: true
            icon: root.shown.person.icon
            text: root.shown.person.text
            act: root.shown.person.act
        }
        Pager {
            anchors.right: parent.right
            width: parent.width - person.width - Theme.gap
            page: root.shown.pager.page
            pages: root.shown.pager.pages
            where: root.shown.pager.text
            before: root.shown.pager.back
            after: root.shown.pager.on
        }
    }
}
