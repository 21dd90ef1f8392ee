pragma Singleton
import QtQml
import Victron.VenusOS

/// What is global in the interface; those parts of it that our pages use. The host assigns itself.
QtObject {
    id: root

    property QtObject host: null

    readonly property string fontFamily: "DejaVu Sans"
    readonly property int int32Max: 2147483647
    readonly property QtObject pageManager: QtObject {
        function pushPage(page, properties) {
            root.host.pushPage(page, properties ?? {});
        }

        function popPage() {
            root.host.popPage();
        }
    }
    readonly property QtObject systemSettings: QtObject {
        readonly property string serviceUid: "dbus/com.victronenergy.settings"

        /// How much the user may do.
        property int accessLevel: VenusOS.User_AccessType_Installer

        function canAccess(level) {
            return accessLevel >= level;
        }
    }

    function showToastNotification(category, text, milliseconds) {
        root.host.toast(category, text, milliseconds ?? 0);
    }

    /// Called by the host at each change of size or scheme.
    function applyWindow(width, height, scheme) {
        Theme.standInApply(width, height, scheme);
    }
}
