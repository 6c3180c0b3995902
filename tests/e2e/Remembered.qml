import QtQuick

// Every text that any object behind the window holds in a property, for tests that look for what must be gone.
QtObject {
    id: look

    property var desk: null
    property int asked: 0
    property string texts: "[]"

    onAskedChanged: {
        const found = [];
        gather(desk, found);
        texts = JSON.stringify(found);
    }

    function gather(thing: var, found: var) {
        const inside = [];
        for (const name in thing) {
            const value = thing[name];
            if (typeof value === "string")
                found.push(value);
            else if (name === "data" || name === "resources")
                for (let i = 0; i < value.length; i++)
                    inside.push(value[i]);
            else if (value !== null && typeof value === "object" && value.objectName === undefined)
                found.push(plain(value));
        }
        for (const child of inside)
            gather(child, found);
    }

    function plain(value: var): string {
        try {
            return JSON.stringify(value) ?? "";
        } catch (circular) {
            return "";
        }
    }
}
