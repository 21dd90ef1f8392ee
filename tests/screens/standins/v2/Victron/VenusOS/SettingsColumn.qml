import QtQuick

Column {
    width: parent ? parent.width : 0
    spacing: 4
}
