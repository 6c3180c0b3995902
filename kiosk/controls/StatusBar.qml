import QtQuick

// Station, place, network in words, clock.
Rectangle {
    id: bar

    required property var frame

    implicitHeight: Theme.statusBar
    color: Theme.surface

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hairline
        color: Theme.line
    }
    Row {
        id: who
        x: Theme.page
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.du(14)

        Mark {
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            role: "status"
            font.bold: true
            wrapMode: Text.NoWrap
            font.pixelSize: Theme.status + Theme.du(2)
            text: bar.frame.station ?? ""
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            role: "status"
            tone: "ink2"
            wrapMode: Text.NoWrap
            text: bar.frame.place ?? ""
            visible: text !== "" && who.x + x + implicitWidth + Theme.gap < state.x
        }
    }
    Row {
        id: state
        anchors.right: parent.right
        anchors.rightMargin: Theme.page
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.du(10)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: bar.frame.network_up ? "wifi" : "wifi-off"
            size: 34
            tone: bar.frame.network_up ? (Theme.isContrast ? "ink2" : "ok") : "warn"
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            role: "status"
            font.bold: true
            wrapMode: Text.NoWrap
            tone: bar.frame.network_up ? (Theme.isContrast ? "ink2" : "ok") : "warn"
            text: bar.frame.network ?? ""
        }
        Item {
            width: Theme.du(2) + Theme.du(20)
            height: Theme.du(44)

            Rectangle {
                x: Theme.du(12)
                width: Theme.du(2)
                height: parent.height
                color: Theme.line
            }
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            role: "status"
            font.bold: true
            wrapMode: Text.NoWrap
            text: bar.frame.clock ?? ""
        }
    }
}
