import QtQuick 2

Item {
    NoSuchType {}
}
