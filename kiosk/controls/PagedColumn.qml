import QtQuick

// Children under each other, as many as fit; the rest is on further pages, which may have another height (`laterRoom`).
Item {
    id: paged

    default property alias content: holder.data
    property int page: 0
    property real spacing: Theme.du(16)
    property real firstRoom: height
    property real laterRoom: height
    property bool ready: false
    // worked out once everything is there, then again when a height changes
    readonly property var starts: ready ? breaks() : [0]
    readonly property int pages: starts.length
    readonly property int shownPage: Math.max(0, Math.min(page, pages - 1))

    function breaks(): var {
        const found = [0];
        let used = 0;
        const parts = holder.children;
        for (let i = 0; i < parts.length; i++) {
            const tall = parts[i].height;
            if (!parts[i].visible || tall <= 0)
                continue;
            if (used > 0 && used + tall > (found.length === 1 ? firstRoom : laterRoom)) {
                found.push(i);
                used = 0;
            }
            used += tall + spacing;
        }
        return found;
    }

    function show() {
        const parts = holder.children;
        const from = starts[shownPage] ?? 0;
        const to = shownPage + 1 < starts.length ? starts[shownPage + 1] : parts.length;
        for (let i = 0; i < parts.length; i++) {
            parts[i].opacity = i >= from && i < to ? 1 : 0;
            parts[i].enabled = parts[i].opacity > 0;
        }
    }

    onStartsChanged: show()
    onShownPageChanged: show()
    Component.onCompleted: {
        ready = true;
        show();
    }

    Column {
        id: holder
        y: {
            const from = paged.starts[paged.shownPage] ?? 0;
            return from > 0 ? -(children[from]?.y ?? 0) : 0;
        }
        width: paged.width
        spacing: paged.spacing
    }
}
