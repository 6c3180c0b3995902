pragma ComponentBehavior: Bound
import QtQuick
import "../../controls"

Page {
    id: root

    readonly property real wide: width - 2 * Theme.page
    readonly property bool twoColumns: !portrait
    // A guide is long: its head and buttons are made at once, three parts of it in each frame after that, then all pages are
    // known. Who comes back to a later page gets all parts at once.
    readonly property int thingParts: Math.ceil(shown.things.length / shown.things_each)
    readonly property int stepParts: Math.ceil(shown.steps.length / shown.steps_each)
    readonly property int parts: thingParts + stepParts + shown.sections.length
    property int made: shown.page > 0 ? 1000 : 0
    readonly property int pages: Math.max(main.pages, twoColumns ? side.pages : 1)
    readonly property int at: Math.max(0, Math.min(shown.page, pages - 1))

    whole: made >= parts

    FrameAnimation {
        running: !root.whole
        onTriggered: if (currentFrame > 1)
            root.made = root.made + 3 >= root.parts ? 1000 : root.made + 3
    }

    component Part: Loader {
        required property int index
        property int before: 0
        active: root.made > before + index
    }
    // on later pages only the title stays, so that more of the text fits
    readonly property real headFull: head.height + Theme.du(18)
    readonly property real headShort: head.titleHeight + Theme.du(18)
    readonly property real bodyTop: at === 0 ? headFull : headShort

    GuideHead {
        id: head
        x: Theme.page
        width: root.wide
        shown: root.shown
        at: root.at
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
        Loader {
            width: main.width
            active: root.made > 0
            visible: root.shown.prepare.act !== ""
            sourceComponent: ListBox {
                ListRow {
                    first: true
                    height: implicitHeight
                    icon: root.shown.prepare.icon
                    text: root.shown.prepare.text
                    second: root.shown.prepare.second
                    act: root.shown.prepare.act
                }
            }
        }
        Repeater {
            model: root.thingParts
            Part {
                id: group
                width: main.width
                sourceComponent: GuideMaterials {
                    title: root.shown.things_title
                    things: root.shown.things
                    from: group.index * root.shown.things_each
                    to: Math.min(from + root.shown.things_each, things.length)
                }
            }
        }
        Repeater {
            model: root.twoColumns ? 0 : root.stepParts
            Part {
                id: mainGroup
                before: root.thingParts
                width: main.width
                sourceComponent: GuideSteps {
                    title: root.shown.steps_title
                    entries: root.shown.steps
                    from: mainGroup.index * root.shown.steps_each
                    to: Math.min(from + root.shown.steps_each, entries.length)
                }
            }
        }
        Repeater {
            model: root.twoColumns ? 0 : root.shown.sections.length
            Part {
                id: mainSection
                before: root.thingParts + root.stepParts
                width: main.width
                sourceComponent: GuideSection {
                    entry: root.shown.sections[mainSection.index] ?? null
                }
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
            model: root.twoColumns ? root.stepParts : 0
            Part {
                id: sideGroup
                before: root.thingParts
                width: side.width
                sourceComponent: GuideSteps {
                    title: root.shown.steps_title
                    entries: root.shown.steps
                    from: sideGroup.index * root.shown.steps_each
                    to: Math.min(from + root.shown.steps_each, entries.length)
                }
            }
        }
        Repeater {
            model: root.twoColumns ? root.shown.sections.length : 0
            Part {
                id: sideSection
                before: root.thingParts + root.stepParts
                width: side.width
                sourceComponent: GuideSection {
                    entry: root.shown.sections[sideSection.index] ?? null
                }
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
            visible: root.portrait && (pages > 1 || !root.whole)
            opacity: root.whole ? 1 : 0
            enabled: root.whole
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
                visible: !root.portrait && (pages > 1 || !root.whole)
                opacity: root.whole ? 1 : 0
                enabled: root.whole
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
