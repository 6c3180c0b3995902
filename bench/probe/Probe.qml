import QtQuick

// Looks at every item of a window from inside QML (walking items from Python crashes) and gives plain lists.
QtObject {
    id: probe

    // Python sets `window` and `wanted`, counts `asked` up and reads `answer`: QML functions cannot be called from there.
    property var window: null
    property string wanted: ""
    property int asked: 0
    property string answer: ""

    onAskedChanged: answer = JSON.stringify(wanted === "" ? look(window) : press(window, wanted))

    // Everything visible: targets, texts, and the filled rectangles that lie behind them, in drawing order.
    function look(window: var): var {
        const found = { width: window.width, height: window.height, targets: [], texts: [], grounds: [] };
        const pressables = [];
        walk(window.contentItem, found, window.contentItem, pressables);
        return found;
    }

    function walk(item: var, found: var, root: var, pressables: var) {
        if (!item.visible || item.opacity < 0.01)
            return;
        const at = item.mapToItem(root, 0, 0);
        const box = { x: at.x, y: at.y, width: item.width, height: item.height };
        if (item.color !== undefined && item.border !== undefined && item.color.a > 0.02 && item.width > 0 && item.height > 0)
            found.grounds.push({ x: box.x, y: box.y, width: box.width, height: box.height, radius: item.radius, colour: String(item.color), order: found.texts.length + found.grounds.length });
        if (item.isTarget === true) {
            pressables.push(item);
            found.targets.push({
                name: item.objectName, x: box.x, y: box.y, width: box.width, height: box.height, enabled: item.enabled,
                order: found.texts.length + found.grounds.length,
                primary: item.busy !== undefined && item.reason !== undefined && item.fills !== undefined && item.danger === undefined
            });
        }
        if (item.paintedWidth !== undefined && item.font !== undefined && item.text !== "" && item.text !== undefined)
            found.texts.push({
                text: item.text, x: box.x, y: box.y, width: box.width, height: box.height, px: item.font.pixelSize,
                painted_width: item.contentWidth, painted_height: item.contentHeight, truncated: item.truncated,
                lines: item.lineCount, colour: String(item.color), align: item.effectiveHorizontalAlignment,
                pressed: owner(item, pressables), enabled: item.enabled, bold: item.font.bold, order: found.texts.length + found.grounds.length
            });
        for (const child of item.children)
            walk(child, found, root, pressables);
    }

    // Place in `targets` of the pressable that a text belongs to; -1 when it only says something.
    function owner(item: var, pressables: var): int {
        for (let up = item.parent; up; up = up.parent)
            if (up.isTarget === true)
                return pressables.indexOf(up);
        return -1;
    }

    // Presses the target of that name as a finger would: what its own press() does. False: not there or not enabled.
    function press(window: var, name: string): bool {
        const target = find(window.contentItem, name);
        if (target === null || !target.enabled)
            return false;
        target.press();
        return true;
    }

    function find(item: var, name: string): var {
        if (!item.visible || item.opacity < 0.01)
            return null;
        if (item.objectName === name && item.isTarget === true)
            return item;
        const children = item.children;
        for (let i = children.length - 1; i >= 0; i--) {
            const hit = find(children[i], name);
            if (hit !== null)
                return hit;
        }
        return null;
    }
}
