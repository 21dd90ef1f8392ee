import QtQuick 2

Item {
    Text {
        text: "below"
    }

    Text {
        x: 10
        y: 3
        text: "above"
    }
}
