pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import "controls"
import "text_entry"

// The window. Python gives `stage`, `tokens` and `mmPerPx`; sizes and colours are set before anything is created.
Window {
    id: root

    required property var stage
    required property var tokens
    property real mmPerPx: 0.311
    readonly property bool portrait: height >= width
    property bool pageWhole: true
    readonly property var frame: JSON.parse(stage.frame_text)

    width: 1080
    height: 1920
    color: Theme.bg
    title: frame.station ?? ""

    Component.onCompleted: {
        Theme.portrait = Qt.binding(() => root.portrait);
        Theme.mmPerPx = mmPerPx;
        Theme.tokens = JSON.parse(JSON.stringify(tokens)); // plain objects: a map of Python is converted at every look
        Theme.profile = Qt.binding(() => root.frame.profile ?? "standard");
        Acts.stage = stage;
        body.active = true;
    }

    Loader {
        id: body
        anchors.fill: parent
        active: false
        sourceComponent: Item {
            id: desk

            readonly property var frame: root.frame
            readonly property bool bare: frame.bare ?? false
            readonly property bool covered: (frame.sheet?.kind ?? "") !== ""

            StatusBar {
                id: status
                width: parent.width
                height: implicitHeight
                frame: desk.frame
                visible: !desk.bare
            }
            NetBanner {
                id: banner
                y: status.height
                width: parent.width
                height: implicitHeight
                text: desk.bare ? "" : desk.frame.network_banner ?? ""
            }
            WhereLine {
                id: where
                y: status.height + banner.height
                width: parent.width
                height: implicitHeight
                frame: desk.frame
            }
            // Not a Loader: Qt 6.11's keeps 12 to 26 KiB of every page it has shown (bench/figures/window_memory.py).
            Item {
                id: page

                property string screen: ""
                property Page item: null

                // a page that goes may still say something (its text field closes); what that shows is for the page that comes
                property bool opening: false
                property bool missed: false

                // a page that stays is only hidden when it goes: home, which every visit comes back to
                property Page staying: null
                property string stayingText: ""

                function open() {
                    screen = root.stage.screen;
                    if (screen === "")
                        return;
                    opening = true;
                    missed = false;
                    put(item);
                    item = staying?.screen === screen ? brought() : made();
                    opening = false;
                    if (missed)
                        update();
                }

                function put(gone: Page) {
                    item = null;
                    if (gone === null)
                        return;
                    gone.visible = false;
                    if (gone === staying)
                        return;
                    gone.parent = null;
                    gone.destroy();
                }

                function brought(): Page {
                    if (stayingText !== root.stage.shown_text)
                        show(staying);
                    staying.visible = true;
                    return staying;
                }

                function made(): Page {
                    const component = Qt.createComponent("screens/" + screen);
                    if (component.status !== Component.Ready) {
                        console.warn(component.errorString());
                        return null;
                    }
                    const one = component.createObject(page, {
                        screen: screen,
                        shown: JSON.parse(root.stage.shown_text),
                        stage: root.stage,
                        width: Qt.binding(() => page.width),
                        height: Qt.binding(() => page.height)
                    }) as Page;
                    if (one.stays) {
                        staying = one;
                        stayingText = root.stage.shown_text;
                    }
                    return one;
                }

                function show(on: Page) {
                    on.shown = JSON.parse(root.stage.shown_text);
                    if (on === staying)
                        stayingText = root.stage.shown_text;
                }

                function update() {
                    if (opening)
                        missed = true;
                    else if (screen !== root.stage.screen)
                        open();
                    else if (item !== null) {
                        show(item);
                        keyboard.fill();
                    }
                }

                y: desk.bare ? 0 : status.height + banner.height + where.height
                width: parent.width
                height: parent.height - y - (desk.bare ? 0 : rail.height)
                enabled: !desk.covered
                Component.onCompleted: open()
            }
            Binding {
                target: root
                property: "pageWhole"
                value: page.item?.whole ?? true
            }
            // one for all pages: its forty keys are the most of what a page with keys has to make
            Loader {
                id: keyboard

                readonly property Item place: page.item?.keyboardPlace ?? null
                property var words: ({})

                function fill() {
                    if (place === null)
                        return;
                    words = page.item.shown.keyboard;
                    active = true;
                }

                parent: place ?? desk
                active: false
                visible: place !== null
                onPlaceChanged: fill()
                sourceComponent: Keyboard {
                    entry: root.stage.entry
                    words: keyboard.words
                }

                // on a page without keys it keeps the size that it had
                Binding on width {
                    when: keyboard.place !== null
                    value: keyboard.place?.width ?? 0
                    restoreMode: Binding.RestoreNone
                }
                Binding on height {
                    when: keyboard.place !== null
                    value: keyboard.place?.height ?? 0
                    restoreMode: Binding.RestoreNone
                }
            }
            Connections {
                target: root.stage

                function onPresented() {
                    page.update();
                }
            }
            SheetLayer {
                anchors.fill: parent
                frame: desk.frame
                below: desk.bare ? 0 : rail.height
            }
            Rail {
                id: rail
                anchors.bottom: parent.bottom
                width: parent.width
                height: implicitHeight
                frame: desk.frame
                visible: !desk.bare
            }
            FocusRing {
                around: root.activeFocusItem
            }
            // black on request of who listens; a touch does nothing, the star key brings everything back
            Rectangle {
                anchors.fill: parent
                color: "black"
                visible: desk.frame.blank ?? false

                MouseArea {
                    anchors.fill: parent
                }
            }
        }
    }
}
