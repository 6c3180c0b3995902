pragma ComponentBehavior: Bound
import QtQuick

// One sheet: title, lines, perhaps a countdown, and its buttons. Loaded when it is first needed.
Rectangle {
    id: sheet

    required property var sheets
    readonly property var told: sheets.sheet

    component Part: Label {
        width: parent?.width ?? 0
    }

    readonly property bool counting: sheet.sheets.kind === "timeout"
    readonly property bool long: sheet.sheets.kind === "full_text"
    readonly property real room: sheet.sheets.height - sheet.sheets.below - Theme.statusBar - Theme.du(24)

    height: long ? room : Math.min(room, body.height + Theme.du(96))
    radius: Theme.radiusSheet
    color: Theme.surface
    border.width: Theme.isContrast ? Theme.hairline : 0
    border.color: Theme.line

    // square below: the sheet stands on the rail
    Rectangle {
        anchors.bottom: parent.bottom
        x: sheet.border.width
        width: parent.width - 2 * x
        height: Theme.radiusSheet
        color: Theme.surface
    }
    MouseArea {
        anchors.fill: parent
    }
    Column {
        id: body
        x: Theme.page
        y: Theme.du(52)
        width: parent.width - 2 * Theme.page
        spacing: Theme.du(Theme.portrait ? 32 : 20)

        Item {
            width: parent.width
            height: Math.max(said.height, numbers.visible ? numbers.height : 0)

            Column {
                id: said
                width: parent.width - (numbers.visible ? numbers.width + Theme.du(36) : 0)
                spacing: Theme.du(12)

                Part {
                    role: "heading1"
                    font.pixelSize: sheet.counting && Theme.portrait ? Math.round(Theme.heading1 * 1.38) : Theme.heading1
                    lineHeight: Math.round(font.pixelSize * 1.25)
                    text: sheet.told?.title ?? ""
                }
                Repeater {
                    model: sheet.long ? 0 : sheet.told?.lines?.length ?? 0
                    Part {
                        required property int index
                        role: "lead"
                        font.bold: false
                        tone: index === 0 && !sheet.counting ? "ink" : "ink2"
                        text: sheet.told?.lines?.[index] ?? ""
                    }
                }
            }
            Column {
                id: numbers
                anchors.right: parent.right
                visible: sheet.counting
                spacing: -Theme.du(36)

                Label {
                    anchors.right: parent.right
                    role: "countdown"
                    tone: "warn"
                    wrapMode: Text.NoWrap
                    text: String(sheet.told?.countdown ?? 0)
                }
                Label {
                    anchors.right: parent.right
                    role: "lead"
                    text: sheet.told?.countdown_label ?? ""
                }
            }
        }
        Rectangle {
            width: parent.width
            height: Theme.du(20)
            radius: height / 2
            color: Theme.sunken
            border.width: Theme.isContrast ? Theme.du(2) : 0
            border.color: Theme.line
            visible: sheet.counting

            Rectangle {
                width: parent.width * Math.max(0.03, Math.min(1, (sheet.told?.countdown ?? 0) / 60))
                height: parent.height
                radius: height / 2
                color: Theme.gold
            }
        }
        Item {
            width: parent.width
            height: sheet.room - said.height - Theme.button - Theme.du(52 + 40 + 64)
            visible: sheet.long

            PagedColumn {
                id: pages
                width: parent.width
                height: parent.height - Theme.targetSmall - Theme.gap
                page: sheet.sheets.textPage
                spacing: Theme.du(20)

                Repeater {
                    model: sheet.long ? sheet.told?.lines?.length ?? 0 : 0
                    Part {
                        required property int index
                        width: body.width
                        text: sheet.told?.lines?.[index] ?? ""
                    }
                }
            }
            Row {
                id: pager
                anchors.bottom: parent.bottom
                width: parent.width
                spacing: Theme.gap
                visible: pages.starts.length > 1

                SecondaryButton {
                    small: true
                    icon: "chevron-left"
                    enabled: pages.shownPage > 0
                    targetName: "sheet:before"
                    width: (parent.width - place.width - 2 * parent.spacing) / 2
                    onActivated: sheet.sheets.textPage = pages.shownPage - 1
                }
                Label {
                    id: place
                    anchors.verticalCenter: parent.verticalCenter
                    role: "bodyStrong"
                    wrapMode: Text.NoWrap
                    text: (pages.shownPage + 1) + " / " + pages.pages
                }
                SecondaryButton {
                    small: true
                    icon: "chevron-right"
                    enabled: pages.shownPage < pages.pages - 1
                    targetName: "sheet:after"
                    width: (parent.width - place.width - 2 * parent.spacing) / 2
                    onActivated: sheet.sheets.textPage = pages.shownPage + 1
                }
            }
        }
        Image {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, Theme.du(Theme.portrait ? 900 : Theme.isElder ? 360 : 560))
            height: Math.round(width / 1.5)
            sourceSize: Qt.size(width, height)
            source: visible ? "image://sample/" + sheet.told.picture : ""
            visible: (sheet.told?.picture ?? "") !== ""
        }
        PrimaryButton {
            width: parent.width
            implicitHeight: sheet.counting && Theme.portrait ? Theme.du(168) : Theme.button
            height: implicitHeight
            icon: sheet.counting ? "hand" : ""
            role: sheet.counting && Theme.portrait ? "heading1" : "button"
            text: sheet.told?.primary ?? ""
            act: sheet.told?.primary_act ?? ""
            visible: text !== ""
        }
        Grid {
            id: buttons
            readonly property var told: sheet.told?.buttons ?? []
            readonly property real each: (width - (columns - 1) * spacing) / columns
            width: parent.width
            columns: Theme.portrait ? (Theme.isElder ? 1 : 2) : 3
            spacing: Theme.gap
            visible: told.length > 0

            Repeater {
                model: buttons.told.length
                SecondaryButton {
                    required property int index
                    readonly property var button: buttons.told[index] ?? null
                    width: buttons.each
                    icon: button?.icon ?? ""
                    text: button?.text ?? ""
                    act: button?.act ?? ""
                }
            }
        }
        Grid {
            readonly property int kinds: (sheet.told?.second ? 1 : 0) + (sheet.told?.third ? 1 : 0)
            readonly property real each: columns === 2 ? (width - spacing) / 2 : width
            width: parent.width
            columns: !Theme.portrait && kinds === 2 ? 2 : 1
            spacing: Theme.gap
            visible: kinds > 0

            SecondaryButton {
                width: parent.each
                icon: sheet.counting ? "clock" : ""
                text: sheet.told?.second ?? ""
                act: sheet.told?.second_act ?? ""
                visible: text !== ""
            }
            SecondaryButton {
                width: parent.each
                danger: true
                icon: "log-out"
                text: sheet.told?.third ?? ""
                act: sheet.told?.third_act ?? ""
                visible: text !== ""
            }
        }
    }
}
