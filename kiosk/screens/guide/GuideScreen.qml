pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property bool twoColumns: !portrait
    readonly property int pages: Math.max(main.pages, twoColumns ? side.pages : 1)
    readonly property int at: Math.max(0, Math.min(shown.page, pages - 1))

    component FactBox: Rectangle {
        id: box
        property var fact: null
        height: Math.max(Theme.du(root.portrait ? 112 : 72), inside.height + Theme.du(root.portrait ? 24 : 14))
        radius: Theme.radiusCard
        color: Theme.primarySoft
        border.width: Theme.isContrast ? Theme.hairline : 0
        border.color: Theme.line

        Grid {
            id: inside
            x: Theme.du(root.portrait && Theme.isElder ? 18 : 22)
            anchors.verticalCenter: parent.verticalCenter
            columns: root.portrait || name.implicitWidth + value.implicitWidth + columnSpacing > box.width - 2 * x ? 1 : 2
            columnSpacing: Theme.du(20)
            verticalItemAlignment: Grid.AlignVCenter

            Label {
                id: name
                role: "caption"
                tone: "ink2"
                wraps: false
                text: box.fact?.label ?? ""
            }
            Label {
                id: value
                width: Math.min(implicitWidth, box.width - 2 * inside.x)
                role: "heading2"
                font.pixelSize: Theme.du(Theme.isElder ? 44 : 40)
                lineHeight: Math.round(font.pixelSize * 1.2)
                tone: "primaryOnSoft"
                text: box.fact?.value ?? ""
            }
        }
    }

    component Badges: Flow {
        spacing: Theme.du(12)

        Repeater {
            model: root.shown.badges.length
            Tag {
                required property int index
                readonly property var badge: index < root.shown.badges.length ? root.shown.badges[index] : null
                text: badge?.text ?? ""
                tone: badge?.tone ?? ""
                icon: badge?.icon ?? ""
            }
        }
    }

    // on later pages only the title stays, so that more of the text fits
    readonly property real headFull: head.height + Theme.du(18)
    readonly property real headShort: title.height + Theme.du(18)
    readonly property real bodyTop: at === 0 ? headFull : headShort

    Column {
        id: head
        x: Theme.page
        width: root.wide
        spacing: Theme.du(root.portrait ? 16 : 10)

        Item {
            width: parent.width
            height: Math.max(title.height, beside.visible ? beside.height : 0)

            Label {
                id: title
                width: root.portrait ? parent.width : parent.width - beside.width - Theme.gap
                role: "heading1"
                font.pixelSize: text.length > 18 || !root.portrait ? Theme.du(Theme.isElder ? 58 : 48) : Theme.heading1
                lineHeight: Math.round(font.pixelSize * 1.25)
                text: root.shown.title
            }
            Badges {
                id: beside
                x: title.contentWidth + Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.du(Theme.isElder ? 840 : 700)
                visible: !root.portrait
            }
        }
        Badges {
            width: parent.width
            visible: root.portrait
            opacity: root.at === 0 ? 1 : 0
        }
        Grid {
            id: facts
            width: parent.width
            opacity: root.at === 0 ? 1 : 0
            columns: root.portrait && Theme.isElder && root.shown.facts.some(fact => fact.value.length > 4) ? 2 : 4
            columnSpacing: Theme.gapSmall
            rowSpacing: Theme.gapSmall

            Repeater {
                model: root.shown.facts.length
                FactBox {
                    required property int index
                    width: (facts.width - (facts.columns - 1) * facts.columnSpacing) / facts.columns
                    fact: index < root.shown.facts.length ? root.shown.facts[index] : null
                }
            }
        }
        SegmentBar {
            width: parent.width
            height: implicitHeight
            entries: root.shown.tabs
            act: "situation"
            opacity: root.at === 0 ? 1 : 0
            enabled: root.at === 0
        }
    }

    PagedColumn {
        id: main
        x: Theme.page
        y: root.bodyTop
        width: root.twoColumns ? (root.wide - Theme.du(32)) / 2 : root.wide
        height: foot.y - y - Theme.du(12)
        firstRoom: foot.y - root.headFull - Theme.du(12)
        laterRoom: foot.y - root.headShort - Theme.du(12)
        page: root.at
        spacing: Theme.du(root.portrait ? 18 : 12)

        Note {
            width: main.width
            height: implicitHeight
            strong: root.shown.here.strong
            text: root.shown.here.text
            tone: root.shown.here.tone
            role: Theme.isElder && !root.portrait ? "caption" : "body"
        }
        Label {
            width: main.width
            text: root.shown.plain
        }
        ListBox {
            width: main.width
            height: implicitHeight
            visible: root.shown.prepare.act !== ""
            ListRow {
                first: true
                height: implicitHeight
                icon: root.shown.prepare.icon
                text: root.shown.prepare.text
                second: root.shown.prepare.second
                act: root.shown.prepare.act
            }
        }
        Repeater {
            model: Math.ceil(root.shown.things.length / root.shown.things_each)
            GuideMaterials {
                required property int index
                width: main.width
                title: root.shown.things_title
                things: root.shown.things
                from: index * root.shown.things_each
                to: Math.min(from + root.shown.things_each, things.length)
            }
        }
        Repeater {
            model: root.twoColumns ? 0 : Math.ceil(root.shown.steps.length / root.shown.steps_each)
            GuideSteps {
                required property int index
                width: main.width
                title: root.shown.steps_title
                entries: root.shown.steps
                from: index * root.shown.steps_each
                to: Math.min(from + root.shown.steps_each, entries.length)
            }
        }
        Repeater {
            model: root.twoColumns ? 0 : root.shown.sections.length
            GuideSection {
                required property int index
                width: main.width
                entry: index < root.shown.sections.length ? root.shown.sections[index] : null
            }
        }
        Label {
            width: main.width
            role: "caption"
            tone: "ink2"
            text: root.shown.sample
            visible: text !== "" && !root.twoColumns
        }
    }
    PagedColumn {
        id: side
        x: Theme.page + main.width + Theme.du(32)
        y: main.y
        width: main.width
        height: main.height
        firstRoom: main.firstRoom
        laterRoom: main.laterRoom
        page: root.at
        spacing: Theme.du(18)
        visible: root.twoColumns

        Repeater {
            model: root.twoColumns ? Math.ceil(root.shown.steps.length / root.shown.steps_each) : 0
            GuideSteps {
                required property int index
                width: side.width
                title: root.shown.steps_title
                entries: root.shown.steps
                from: index * root.shown.steps_each
                to: Math.min(from + root.shown.steps_each, entries.length)
            }
        }
        Repeater {
            model: root.twoColumns ? root.shown.sections.length : 0
            GuideSection {
                required property int index
                width: side.width
                entry: index < root.shown.sections.length ? root.shown.sections[index] : null
            }
        }
        Label {
            width: side.width
            role: "caption"
            tone: "ink2"
            text: root.shown.sample
            visible: text !== ""
        }
    }

    Column {
        id: foot
        x: Theme.page
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.du(24)
        width: root.wide
        spacing: Theme.gapSmall

        Pager {
            width: parent.width
            page: root.at
            pages: root.pages
            where: (root.at + 1) + " / " + root.pages
            before: root.shown.before
            after: root.shown.after
            visible: root.portrait
        }
        Item {
            width: parent.width
            height: actions.height

            Pager {
                width: Theme.du(760)
                height: actions.height
                page: root.at
                pages: root.pages
                where: (root.at + 1) + " / " + root.pages
                before: root.shown.before
                after: root.shown.after
                visible: !root.portrait
            }
            ActionRow {
                id: actions
                anchors.right: parent.right
                width: root.portrait ? parent.width : parent.width - Theme.du(800)
                height: implicitHeight

                SecondaryButton {
                    fills: root.portrait && root.shown.go.act === ""
                    icon: root.shown.person.icon
                    text: root.shown.person.text
                    act: root.shown.person.act
                }
                PrimaryButton {
                    icon: root.shown.go.icon
                    iconAfter: true
                    text: root.shown.go.text
                    act: root.shown.go.act
                    visible: act !== ""
                }
            }
        }
    }
}
