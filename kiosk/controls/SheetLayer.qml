pragma ComponentBehavior: Bound
import QtQuick

// The sheet over the screen: a flat dim, then time-out, help, leave or a full text. Touching the dim does nothing.
Item {
    id: sheets

    required property var frame
    readonly property var sheet: frame.sheet ?? null
    readonly property string kind: sheet?.kind ?? ""
    property real below: 0
    property int textPage: 0

    visible: kind !== ""
    onKindChanged: textPage = 0

    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.dim
    }
    Loader {
        id: holder
        anchors.bottom: parent.bottom
        anchors.bottomMargin: sheets.below
        anchors.horizontalCenter: parent.horizontalCenter
        width: Theme.portrait ? parent.width : Math.min(parent.width, Theme.du(1360))
        active: sheets.kind !== ""
        sourceComponent: board
    }

    component Part: Label {
        width: parent?.width ?? 0
    }

    Component {
        id: board

        Rectangle {
            id: sheet

            readonly property bool counting: sheets.kind === "timeout"
            readonly property bool long: sheets.kind === "full_text"
            readonly property real room: sheets.height - sheets.below - Theme.statusBar - Theme.du(24)

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
                            text: sheets.sheet?.title ?? ""
                        }
                        Repeater {
                            model: sheet.long ? 0 : sheets.sheet?.lines?.length ?? 0
                            Part {
                                required property int index
                                role: "lead"
                                bold: false
                                tone: index === 0 && !sheet.counting ? "ink" : "ink2"
                                text: sheets.sheet?.lines?.[index] ?? ""
                            }
                        }
                    }
                    Column {
                        id: numbers
                        anchors.right: parent.right
                        visible: sheet.counting
                        spacing: -Theme.du(24)

                        Label {
                            anchors.right: parent.right
                            role: "countdown"
                            tone: "warn"
                            wraps: false
                            text: String(sheets.sheet?.countdown ?? 0)
                        }
                        Label {
                            anchors.right: parent.right
                            role: "lead"
                            text: sheets.sheet?.countdown_label ?? ""
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
                        width: parent.width * Math.max(0.03, Math.min(1, (sheets.sheet?.countdown ?? 0) / 60))
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
                        page: sheets.textPage
                        spacing: Theme.du(20)

                        Repeater {
                            model: sheet.long ? sheets.sheet?.lines?.length ?? 0 : 0
                            Part {
                                required property int index
                                width: body.width
                                text: sheets.sheet?.lines?.[index] ?? ""
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
                            onActivated: sheets.textPage = pages.shownPage - 1
                        }
                        Label {
                            id: place
                            anchors.verticalCenter: parent.verticalCenter
                            role: "bodyStrong"
                            wraps: false
                            text: (pages.shownPage + 1) + " / " + pages.pages
                        }
                        SecondaryButton {
                            small: true
                            icon: "chevron-right"
                            enabled: pages.shownPage < pages.pages - 1
                            targetName: "sheet:after"
                            width: (parent.width - place.width - 2 * parent.spacing) / 2
                            onActivated: sheets.textPage = pages.shownPage + 1
                        }
                    }
                }
                PrimaryButton {
                    width: parent.width
                    implicitHeight: sheet.counting && Theme.portrait ? Theme.du(168) : Theme.button
                    height: implicitHeight
                    icon: sheet.counting ? "hand" : ""
                    role: sheet.counting && Theme.portrait ? "heading1" : "button"
                    text: sheets.sheet?.primary ?? ""
                    act: sheets.sheet?.primary_act ?? ""
                    visible: text !== ""
                }
                Grid {
                    readonly property int kinds: (sheets.sheet?.second ? 1 : 0) + (sheets.sheet?.third ? 1 : 0)
                    readonly property real each: columns === 2 ? (width - spacing) / 2 : width
                    width: parent.width
                    columns: !Theme.portrait && kinds === 2 ? 2 : 1
                    spacing: Theme.gap
                    visible: kinds > 0

                    SecondaryButton {
                        width: parent.each
                        icon: sheet.counting ? "clock" : ""
                        text: sheets.sheet?.second ?? ""
                        act: sheets.sheet?.second_act ?? ""
                        visible: text !== ""
                    }
                    SecondaryButton {
                        width: parent.each
                        danger: true
                        icon: "log-out"
                        text: sheets.sheet?.third ?? ""
                        act: sheets.sheet?.third_act ?? ""
                        visible: text !== ""
                    }
                }
            }
        }
    }
}
