import QtQuick

// A pad to sign on. Each finished stroke is sent with all before it: act "signed",
// {field, width, height, strokes: [[[x, y], …], …]}, points 0…1 of the pad. 重签 empties it (act "sign_again").
Rectangle {
    id: pad

    property string padId: "signature"
    property var strokes: []
    property string again: ""
    property string hint: ""
    property bool wrong: false

    // Points are kept at most this many a signature, so that a child's scribble stays small.
    readonly property int mostPoints: 4000
    property var drawn: []
    property int points: 0

    implicitHeight: Theme.du(520)
    radius: Theme.radiusCard
    color: Theme.isContrast ? "#FFFFFF" : Theme.surface
    border.width: Theme.borderSelected
    border.color: wrong ? Theme.danger : Theme.primary

    function reset() {
        drawn = (strokes ?? []).map(stroke => stroke.map(point => [point[0], point[1]]));
        points = drawn.reduce((sum, stroke) => sum + stroke.length, 0);
        ink.requestPaint();
    }

    onStrokesChanged: if ((strokes?.length ?? 0) !== drawn.length) reset()
    Component.onCompleted: reset()

    Rectangle {
        x: Theme.du(48)
        y: pad.height * 0.76
        width: pad.width - 2 * x
        height: Theme.du(3)
        color: Theme.isContrast ? "#000000" : Theme.lineStrong
    }
    Label {
        x: Theme.du(48)
        y: pad.height * 0.76 + Theme.du(8)
        width: pad.width - 2 * x - clear.width
        role: "body"
        color: Theme.isContrast ? "#000000" : Theme.ink2
        text: pad.hint
    }
    Canvas {
        id: ink
        anchors.fill: parent
        anchors.margins: Theme.borderSelected
        onPaint: {
            const brush = getContext("2d");
            brush.reset();
            brush.lineWidth = Theme.du(7);
            brush.lineCap = "round";
            brush.lineJoin = "round";
            brush.strokeStyle = Theme.isContrast ? "#000000" : Theme.ink;
            for (const stroke of pad.drawn) {
                if (stroke.length === 0)
                    continue;
                brush.beginPath();
                brush.moveTo(stroke[0][0] * width, stroke[0][1] * height);
                for (const point of stroke)
                    brush.lineTo(point[0] * width, point[1] * height);
                if (stroke.length === 1)
                    brush.lineTo(stroke[0][0] * width + 0.5, stroke[0][1] * height + 0.5);
                brush.stroke();
            }
        }
    }
    MouseArea {
        objectName: "pad:" + pad.padId
        anchors.fill: ink
        preventStealing: true

        function note(mouse: var) {
            if (pad.points >= pad.mostPoints)
                return;
            const x = Math.min(1, Math.max(0, mouse.x / width));
            const y = Math.min(1, Math.max(0, mouse.y / height));
            pad.drawn[pad.drawn.length - 1].push([Math.round(x * 10000) / 10000, Math.round(y * 10000) / 10000]);
            pad.points += 1;
            ink.requestPaint();
        }

        onPressed: mouse => {
            pad.drawn.push([]);
            note(mouse);
        }
        onPositionChanged: mouse => note(mouse)
        onReleased: Acts.send("signed", { field: pad.padId, width: width, height: height, strokes: pad.drawn })
    }
    SecondaryButton {
        id: clear
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.du(20)
        small: true
        icon: "eraser"
        text: pad.again
        act: "sign_again"
        argument: pad.padId
        visible: text !== ""
        onActivated: {
            pad.drawn = [];
            pad.points = 0;
            ink.requestPaint();
        }
    }
}
