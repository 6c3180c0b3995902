import QtQuick

// What a resident can see to press: every visible, enabled target with its name and the middle of it, in window pixels.
QtObject {
    id: eye

    property Item desk: null
    property int asked: 0
    property string seen: "[]"

    onAskedChanged: {
        const found = [];
        look(desk, found);
        seen = JSON.stringify(found);
    }

    function look(item: Item, found: var) {
        if (!item.visible || item.opacity === 0)
            return;
        if (item.objectName !== "" && item.enabled && item.width > 0 && item.height > 0) {
            const at = item.mapToItem(null, item.width / 2, item.height / 2);
            found.push({ name: item.objectName, x: at.x, y: at.y, width: item.width, height: item.height });
        }
        for (let i = 0; i < item.children.length; i++)
            look(item.children[i], found);
    }
}
