import QtQuick 2

Text {
    font.pixelSize: 6
    text: "tiny"
}
