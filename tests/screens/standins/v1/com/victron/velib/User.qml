import QtQml

/// Levels of access, of which an owner has the first.
QtObject {
    enum Access { AccessUser, AccessInstaller, AccessSuperUser, AccessService }
}
