pragma Singleton
import QtQuick

// Every colour and size of the window. Main.qml feeds `tokens` (kiosk/controls/theme.py) and `mmPerPx` once, before it
// creates anything else; `profile` follows the frame, and all that hangs on it changes at once.
QtObject {
    id: theme

    property var tokens: ({})
    property real mmPerPx: 0.311
    property string profile: "standard"
    property bool portrait: true

    readonly property var look: tokens[profile] ?? { colours: {}, type: {}, sizes: {} }
    readonly property bool isElder: profile === "elder"
    readonly property bool isContrast: profile === "contrast"

    // Design units (1 unit = 0.311 mm) and millimetres to whole pixels of this screen.
    readonly property real unit: 0.311 / mmPerPx

    function du(units: real): int {
        return Math.round(units * unit);
    }

    function mm(millimetres: real): int {
        return Math.round(millimetres / mmPerPx);
    }

    function colourOf(name: string): color {
        return look.colours[name] ?? "#000000";
    }

    function part(name: string): int {
        return du(look.sizes[name] ?? 0);
    }

    function sizeOf(role: string): int {
        return Math.max(1, du(look.type[role]?.px ?? 28));
    }

    function lineOf(role: string): int {
        return Math.round(sizeOf(role) * (look.type[role]?.line ?? 1.4));
    }

    function boldOf(role: string): bool {
        return look.type[role]?.bold ?? false;
    }

    // What every text asks for, worked out once a profile: a page has a hundred texts, and a look-up is cheaper than calls.
    readonly property var roles: {
        const made = {};
        for (const role in look.type)
            made[role] = { px: sizeOf(role), line: lineOf(role), bold: boldOf(role) };
        return made;
    }
    readonly property var hues: look.colours

    readonly property color bg: colourOf("bg")
    readonly property color surface: colourOf("surface")
    readonly property color sunken: colourOf("sunken")
    readonly property color line: colourOf("line")
    readonly property color lineStrong: colourOf("lineStrong")
    readonly property color ink: colourOf("ink")
    readonly property color ink2: colourOf("ink2")
    readonly property color inkDisabled: colourOf("inkDisabled")
    readonly property color primary: colourOf("primary")
    readonly property color primaryPressed: colourOf("primaryPressed")
    readonly property color primarySoft: colourOf("primarySoft")
    readonly property color primaryInk: colourOf("onPrimary")
    readonly property color primaryInkSoft: colourOf("onPrimarySoft")
    readonly property color gold: colourOf("gold")
    readonly property color goldLine: colourOf("goldLine")
    readonly property color goldSoft: colourOf("goldSoft")
    readonly property color goldInk: colourOf("onGold")
    readonly property color helpInk: colourOf("onHelp")
    readonly property color danger: colourOf("danger")
    readonly property color dangerSoft: colourOf("dangerSoft")
    readonly property color warn: colourOf("warn")
    readonly property color ok: colourOf("ok")
    readonly property color okSoft: colourOf("okSoft")
    readonly property color info: colourOf("info")
    readonly property color infoSoft: colourOf("infoSoft")
    readonly property color keyboardBed: colourOf("keyboardBed")
    readonly property color keyFunction: colourOf("keyFunction")
    readonly property color keyLine: colourOf("keyLine")
    readonly property color cameraBed: colourOf("cameraBed")
    readonly property color dim: colourOf("dim")
    readonly property color focusInner: colourOf("focusInner")
    readonly property color focusOuter: colourOf("focusOuter")
    readonly property color primaryOnSoft: colourOf("primaryOnSoft")

    // The green panels of home and idle, and the square behind a tile's icon: black and yellow in high contrast.
    readonly property color panel: isContrast ? surface : primary
    readonly property color panelInk: isContrast ? ink : primaryInk
    readonly property color panelInkSoft: isContrast ? ink2 : isElder ? primaryInk : primaryInkSoft
    readonly property color panelLine: isContrast ? line : primary
    readonly property color iconBed: isContrast ? gold : primarySoft
    readonly property color iconInk: isContrast ? goldInk : primary
    readonly property color helpBed: isContrast ? gold : goldSoft

    readonly property int caption: sizeOf("caption")
    readonly property int status: sizeOf("status")
    readonly property int body: sizeOf("body")
    readonly property int bodyStrong: sizeOf("bodyStrong")
    readonly property int buttonText: sizeOf("button")
    readonly property int lead: sizeOf("lead")
    readonly property int heading2: sizeOf("heading2")
    readonly property int heading1: sizeOf("heading1")
    readonly property int hero: sizeOf("hero")
    readonly property int number: sizeOf("number")
    readonly property int countdown: sizeOf("countdown")

    readonly property int statusBar: portrait ? part("statusBar") : du(76)
    readonly property int whereLine: portrait ? part("whereLine") : du(60)
    readonly property int netBanner: part("netBanner")
    readonly property int rail: portrait ? part("rail") : du(isElder ? 128 : 120)
    readonly property int railLabel: portrait || isElder ? part("railLabel") : du(32)
    readonly property int targetMin: part("targetMin")
    readonly property int targetSmall: part("targetSmall")
    readonly property int listRow: part("listRow")
    readonly property int listRowTwoLines: part("listRowTwoLines")
    readonly property int tile: part("tile")
    readonly property int themeTile: part("themeTile")
    readonly property int option: part("option")
    readonly property int optionTwoLines: part("optionTwoLines")
    readonly property int field: part("field")
    readonly property int button: part("button")
    readonly property int key: part("key")
    readonly property int keyWidth: part("keyWidth")
    readonly property int keyTab: Math.max(du(88), targetMin)
    readonly property int keyboard: du(44) + keyTab + du(112) + 5 * du(14) + 4 * key
    readonly property int tag: part("tag")
    readonly property int iconSmall: part("iconSmall")
    readonly property int icon: part("icon")
    readonly property int iconTile: part("iconTile")
    readonly property int micButton: part("micButton")
    readonly property int qrScreen: part("qrScreen")
    readonly property int qrFaultScreen: part("qrFaultScreen")
    readonly property int hairline: Math.max(2, part("hairline"))
    readonly property int borderStrong: Math.max(2, part("borderStrong"))
    readonly property int borderSelected: Math.max(3, part("borderSelected"))
    readonly property int radiusTag: du(8)
    readonly property int radiusSmall: du(12)
    readonly property int radiusCard: du(16)
    readonly property int radiusSheet: du(32)
    readonly property int page: du(48)
    readonly property int gap: du(24)
    readonly property int gapSmall: du(16)
}
