pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property bool tree: shown.categories.length > 0
    readonly property real wide: width - 2 * Theme.page
    readonly property real side: tree ? Theme.du(portrait ? (Theme.isElder ? 344 : 316) : Theme.isElder ? 740 : 560) : 0
    readonly property real under: Theme.du(8) + head.height + Theme.du(20)

    whole: rows.active

    FrameAnimation {
        running: !root.whole
        onTriggered: rows.active = currentFrame > 1
    }
    Item {
        id: head
        x: root.tree && !root.portrait ? Theme.page + root.side + Theme.gap : Theme.page
        y: Theme.du(8)
        width: root.width - x - Theme.page
        height: root.portrait ? Theme.targetSmall : Math.max(Theme.targetMin, Theme.du(88))

        Label {
            id: title
            anchors.verticalCenter: parent.verticalCenter
            role: "heading1"
            font.pixelSize: Theme.du(Theme.isElder ? 62 : 50)
            wrapMode: Text.NoWrap
            text: root.shown.title
        }
        Label {
            anchors.baseline: title.baseline
            x: title.width + Theme.gap
            tone: "ink2"
            wrapMode: Text.NoWrap
            text: root.shown.second
        }
        SecondaryButton {
            anchors.right: parent.right
            width: implicitWidth
            height: parent.height
            small: true
            icon: root.shown.find.icon
            text: root.shown.find.text
            act: root.shown.find.act
        }
    }

    ListBox {
        id: drawers
        x: Theme.page
        y: root.portrait ? root.under : head.y
        width: root.side
        height: column.height + 2 * border.width
        visible: root.tree
        readonly property real room: root.height - y - Theme.du(root.portrait ? 24 : 14)

        Grid {
            id: cells
            readonly property int count: root.shown.categories.length
            readonly property int across: root.portrait ? 1 : 2
            readonly property int down: Math.ceil(count / across)
            columns: 2
            flow: Grid.TopToBottom
            rows: down

            Repeater {
                model: root.shown.categories.length
                Pressable {
                    id: cell
                    required property int index
                    readonly property var entry: index < root.shown.categories.length ? root.shown.categories[index] : null
                    readonly property bool on: entry?.on ?? false
                    readonly property color ink: on ? Theme.primaryInk : Theme.ink
                    width: (drawers.width - 2 * drawers.border.width) / cells.across
                    height: Math.min(Theme.du(Theme.isElder ? 124 : 110), (drawers.room - 2 * drawers.border.width) / Math.max(1, cells.down))
                    radius: on || down ? Theme.radiusSmall : 0
                    color: on ? Theme.primary : down ? Theme.primarySoft : "transparent"
                    ringInside: true
                    act: "category"
                    argument: entry?.name ?? ""

                    Rectangle {
                        width: parent.width
                        height: Theme.du(2)
                        color: Theme.line
                        visible: cell.index % cells.down !== 0
                    }
                    Icon {
                        id: picture
                        x: Theme.du(14)
                        anchors.verticalCenter: parent.verticalCenter
                        name: cell.entry?.icon ?? ""
                        size: 44
                        colour: cell.on ? Theme.primaryInk : Theme.primary
                    }
                    Label {
                        anchors.verticalCenter: parent.verticalCenter
                        x: picture.x + picture.width + Theme.du(14)
                        width: parent.width - x - Theme.du(8)
                        role: "bodyStrong"
                        font.pixelSize: Theme.du(Theme.isElder ? 40 : 32)
                        lineHeight: Math.round(font.pixelSize * 1.16)
                        color: cell.ink
                        text: cell.entry?.text ?? ""
                    }
                }
            }
        }
    }
    Column {
        x: root.tree ? drawers.x + drawers.width + Theme.gap : Theme.page
        y: root.under
        width: root.tree ? root.wide - root.side - Theme.gap : root.wide
        spacing: Theme.du(18)

        SegmentBar {
            width: parent.width
            height: implicitHeight
            entries: root.shown.groups
            act: "group"
        }
        // the drawers in the first frame, the rows in the next
        Loader {
            id: rows
            width: parent.width
            active: false
            sourceComponent: ItemRows {
                rows: root.shown.rows
                rowHeight: Theme.du(root.shown.row_height)
                columns: root.shown.columns
            }
        }
    }
    Pager {
        anchors.right: parent.right
        anchors.rightMargin: Theme.page
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(24)
        width: root.tree ? root.wide - root.side - Theme.gap : root.portrait ? root.wide : Theme.du(900)
        page: root.shown.pager.page
        pages: root.shown.pager.pages
        where: root.shown.pager.text
        before: root.shown.pager.back
        after: root.shown.pager.on
    }
}
