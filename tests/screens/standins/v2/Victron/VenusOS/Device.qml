import QtQml

/// A device of the device list.
QtObject {
    property string serviceUid
    property string name
}
