pragma ComponentBehavior: Bound
import QtQuick
import "../controls"

// A pad to write one character after another on. A finished stroke goes to the entry at once; after a rest of the
// finger the first candidate is taken and the pad is free, and the others stay on the bar to be chosen in its place.
Row {
    id: hand

    required property var entry
    required property var words
    required property int keyHeight
    required property int sideWidth
    required property int gap

    spacing: gap

    Rectangle {
        id: pad

        readonly property int mostPoints: 1500
        property var line: []

        width: hand.width - hand.sideWidth - hand.gap
        height: hand.height
        radius: Theme.radiusSmall
        color: Theme.surface
        border.width: Theme.isContrast ? Theme.du(3) : Theme.du(2)
        border.color: Theme.keyLine

        Label {
            x: Theme.du(24)
            y: Theme.du(12)
            width: parent.width - 2 * x
            role: "body"
            tone: "ink2"
            text: hand.entry.cannot_read ? hand.words.cannot_read : hand.words.write_here
            visible: hand.entry.ink.length === 0 && pad.line.length === 0
        }
        Canvas {
            id: ink

            readonly property var strokes: hand.entry.ink

            anchors.fill: parent
            anchors.margins: pad.border.width
            onStrokesChanged: requestPaint()
            onPaint: {
                const brush = getContext("2d");
                brush.reset();
                brush.lineWidth = Theme.du(18);
                brush.lineCap = "round";
                brush.lineJoin = "round";
                brush.strokeStyle = Theme.ink;
                for (const stroke of [...strokes, pad.line]) {
                    if (stroke.length === 0)
                        continue;
                    brush.beginPath();
                    brush.moveTo(stroke[0][0] * height, stroke[0][1] * height);
                    for (const point of stroke)
                        brush.lineTo(point[0] * height, point[1] * height);
                    if (stroke.length === 1)
                        brush.lineTo(stroke[0][0] * height + 0.5, stroke[0][1] * height + 0.5);
                    brush.stroke();
                }
            }
        }
        MouseArea {
            objectName: "pad:hand"
            anchors.fill: ink
            preventStealing: true

            function note(mouse: var) {
                if (pad.line.length >= pad.mostPoints)
                    return;
                const x = Math.min(width, Math.max(0, mouse.x)) / height;
                const y = Math.min(1, Math.max(0, mouse.y / height));
                pad.line = [...pad.line, [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000]];
                ink.requestPaint();
            }
            function finish() {
                const line = pad.line;
                pad.line = [];
                hand.entry.stroke(line);
                rest.restart();
            }

            onPressed: mouse => {
                rest.stop();
                pad.line = [];
                note(mouse);
            }
            onPositionChanged: mouse => note(mouse)
            onReleased: finish()
            onCanceled: finish()
        }
        Timer {
            id: rest
            interval: Theme.isElder ? 3000 : 1800
            onTriggered: hand.entry.pause()
        }
    }
    SideKeys {
        width: hand.sideWidth
        spacing: hand.gap
        entry: hand.entry
        words: hand.words
        keyHeight: hand.keyHeight
        backName: "undo"
        backText: hand.words.undo
        backIcon: "undo-2"
        onBack: hand.entry.undo_stroke()
    }
}
