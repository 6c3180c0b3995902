import QtQuick

// 上一页, where we are, 下一页. Sends `act` with the page number from 0; says nothing when there is one page.
Row {
    id: pager

    property int page: 0
    property int pages: 1
    property string act: "page"
    property string before: ""
    property string after: ""
    property string where: ""
    property bool hides: true
    readonly property real side: (width - place.width - 2 * spacing) / 2

    spacing: Theme.gapSmall
    height: Theme.targetSmall
    visible: pages > 1 || !hides

    SecondaryButton {
        small: true
        width: pager.side
        height: pager.height
        enabled: pager.page > 0
        edge: Theme.du(12)
        icon: Theme.isElder && pager.side < Theme.du(230) ? "" : "chevron-left"
        text: pager.before
        act: pager.act
        argument: pager.page - 1
    }
    Label {
        id: place
        anchors.verticalCenter: parent.verticalCenter
        role: "bodyStrong"
        wrapMode: Text.NoWrap
        text: pager.where
    }
    SecondaryButton {
        small: true
        width: pager.side
        height: pager.height
        enabled: pager.page < pager.pages - 1
        edge: Theme.du(12)
        icon: Theme.isElder && pager.side < Theme.du(230) ? "" : "chevron-right"
        iconAfter: true
        text: pager.after
        act: pager.act
        argument: pager.page + 1
    }
}
