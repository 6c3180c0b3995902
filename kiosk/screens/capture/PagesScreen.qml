pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property real gap: Theme.gapSmall

    Column {
        id: head
        x: Theme.page
        y: Theme.du(18)
        width: root.wide
        spacing: Theme.du(6)

        Label {
            width: parent.width
            role: "heading1"
            text: root.shown.title
        }
        Label {
            width: parent.width
            tone: "ink2"
            text: root.shown.second
            visible: root.portrait || !Theme.isElder
        }
    }
    Grid {
        id: grid
        x: Theme.page
        y: head.y + head.height + Theme.du(16)
        width: root.wide
        height: tools.y - y - Theme.du(16) - (pager.visible ? pager.height + Theme.du(16) : 0)
        columns: root.shown.columns
        spacing: root.gap

        Repeater {
            model: root.shown.pages.length
            Pressable {
                id: sheet
                required property int index
                readonly property var entry: root.shown.pages[index] ?? ({})
                readonly property bool on: entry.on ?? false
                width: (grid.width - (root.shown.columns - 1) * root.gap) / root.shown.columns
                height: (grid.height - (root.shown.rows - 1) * root.gap) / root.shown.rows
                radius: Theme.radiusCard
                color: Theme.cameraBed
                border.width: on ? Theme.du(8) : Theme.isContrast ? Theme.hairline : 0
                border.color: on ? Theme.gold : Theme.line
                act: entry.act ?? ""
                argument: entry.argument ?? 0

                Image {
                    anchors.fill: parent
                    anchors.margins: Theme.du(14)
                    asynchronous: true
                    retainWhileLoading: true
                    cache: false
                    fillMode: Image.PreserveAspectFit
                    sourceSize: Qt.size(Math.max(width, height), Math.max(width, height))
                    source: sheet.entry.picture ?? ""
                }
                Rectangle {
                    x: Theme.du(14)
                    y: Theme.du(14)
                    width: Math.max(height, number.implicitWidth + Theme.du(28))
                    height: number.implicitHeight + Theme.du(12)
                    radius: Theme.radiusTag
                    color: sheet.on ? Theme.gold : Theme.surface

                    Label {
                        id: number
                        anchors.centerIn: parent
                        role: "bodyStrong"
                        font.bold: true
                        wrapMode: Text.NoWrap
                        tone: sheet.on ? "onGold" : "ink"
                        text: sheet.entry.number ?? ""
                    }
                }
            }
        }
    }
    Pager {
        id: pager
        x: Theme.page
        width: root.wide
        y: tools.y - height - Theme.du(16)
        page: root.shown.paging.page
        pages: root.shown.paging.pages
        before: root.shown.paging.back
        after: root.shown.paging.on
        where: root.shown.paging.text
    }
    Row {
        id: tools
        x: Theme.page
        y: foot.y - height - Theme.du(20)
        width: root.wide
        spacing: root.gap

        Repeater {
            model: root.shown.tools.length
            SecondaryButton {
                required property int index
                readonly property var tool: root.shown.tools[index] ?? ({})
                small: true
                width: (tools.width - (root.shown.tools.length - 1) * root.gap) / root.shown.tools.length
                height: Theme.targetSmall
                edge: Theme.du(12)
                danger: index === root.shown.tools.length - 1
                text: tool.text ?? ""
                icon: tool.icon ?? ""
                act: tool.act ?? ""
                enabled: tool.enabled ?? true
            }
        }
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
