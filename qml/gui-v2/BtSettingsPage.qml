import QtQuick
import Victron.VenusOS
import "settings.js" as Settings

/// Every setting of the driver that can be changed while it runs, and the release of a link to a phone.
DeviceListPluginPage {
    id: root

    readonly property string service: root.device ? root.device.serviceUid : ""

    /// A row for each battery that can be lent, and for each setting; the first of a group has its title.
    function rows(isBank) {
        const all = [];
        for (let number = isBank ? 1 : 0; number <= (isBank ? 4 : 0); number++) {
            all.push({
                //% "Release the link for a phone app"
                titles: number < 2 ? [qsTrId("btbattery_group_release")] : [],
                batteries: [number], settings: []
            });
        }
        for (const group of Settings.groups())
            group.rows.forEach((setting, i) => all.push({ titles: i === 0 ? [group.title] : [], batteries: [], settings: [setting] }));
        return all;
    }

    //% "Settings"
    title: qsTrId("btbattery_settings")

    VeQuickItem {
        id: first

        uid: root.service === "" ? "" : root.service + "/Batteries/1/Address"
    }

    GradientListView {
        model: root.service === "" ? [] : root.rows(first.valid)

        delegate: SettingsColumn {
            id: row

            required property var modelData

            width: parent ? parent.width : 0

            Repeater {
                model: row.modelData.titles

                SettingsListHeader {
                    required property string modelData

                    text: modelData
                }
            }

            Repeater {
                model: row.modelData.batteries

                BtReleaseRow {
                    required property int modelData

                    service: root.service
                    number: modelData
                }
            }

            Repeater {
                model: row.modelData.settings

                BtSettingRow {
                    required property var modelData

                    service: root.service
                    setting: modelData
                }
            }
        }
    }
}
