import QtQuick
import Victron.VenusOS
import "settings.js" as Settings

/// One setting: what it does, its range, and the way back to the files. What the driver refuses is told, and what held before stands.
Page {
    id: root

    property string service
    property string name

    readonly property var setting: Settings.find(root.name) ?? ({ label: "", help: "" })
    readonly property bool isOverridden: overridden.value === 1

    /// Both bounds are known, and of a driver that is there: it always tells whether a setting was changed, while bounds stay behind when it is gone.
    readonly property bool hasRange: overridden.valid && isFinite(item.min) && isFinite(item.max)

    /// What was asked for last; undefined when nothing is awaited.
    property var asked

    /// What was chosen for all batteries, whose files differ, and not written yet; undefined before.
    property var chosen

    // What was refused once is sent again only after the value was fetched, whoever sends it.
    function ask(value) {
        root.asked = value;
        answer.restart();
        item.getValue(true);
    }

    function set(value) {
        root.ask(value);
        item.setValue(value);
    }

    function isSame(value) {
        return typeof value === "number" && Math.abs(value - root.asked) < 0.0005;
    }

    VeQuickItem {
        id: item

        uid: root.service === "" ? "" : root.service + "/Settings/" + root.name
        onValueChanged: {
            if (root.asked !== undefined && root.isSame(value))
                root.asked = undefined;
            if (valid)
                root.chosen = undefined;
        }
    }

    VeQuickItem {
        id: overridden

        uid: root.service === "" ? "" : root.service + "/Settings/Overridden/" + root.name
    }

    // The driver keeps what it takes before it answers, which may last 1.5 s.
    Timer {
        id: answer

        interval: 3000
        onTriggered: {
            if (root.asked !== undefined && !root.isSame(item.value)) {
                Global.showToastNotification(VenusOS.Notification_Info,
                    //% "The driver refused %1; %2 still holds."
                    qsTrId("btbattery_refused").arg(Settings.text(root.setting, root.asked)).arg(Settings.text(root.setting, item.value)), 8000);
            }
            root.asked = undefined;
        }
    }

    GradientListView {
        model: VisibleItemModel {
            ListText {
                text: root.setting.help
            }

            SettingsColumn {
                width: parent ? parent.width : 0

                Repeater {
                    model: root.setting.digits !== undefined && item.valid && root.hasRange ? 1 : 0

                    ListSpinBox {
                        text: root.setting.label
                        dataItem.uid: item.uid
                        decimals: root.setting.digits
                        stepSize: root.setting.step
                        suffix: root.setting.unit
                        onSelectorAccepted: newValue => root.ask(newValue)
                    }
                }

                Repeater {
                    model: root.setting.digits !== undefined && !(item.valid && root.hasRange) ? 1 : 0

                    ListText {
                        text: root.setting.label
                        secondaryText: Settings.text(root.setting, item.value)
                    }
                }

                // Of a value that the batteries have in different ways none is shown, but one can be chosen, and then be set. Files that are a bound
                // never differ so; of the rest the least is the strictest.
                Repeater {
                    model: root.setting.digits !== undefined && !item.valid && root.hasRange ? 1 : 0

                    ListSpinBox {
                        //% "Value for all batteries"
                        text: qsTrId("btbattery_for_all")
                        //% "Choose"
                        secondaryText: root.chosen === undefined ? qsTrId("btbattery_choose") : Settings.text(root.setting, root.chosen)
                        from: item.min
                        to: item.max
                        value: item.defaultValue ?? item.min
                        decimals: root.setting.digits
                        stepSize: root.setting.step
                        suffix: root.setting.unit
                        onSelectorAccepted: newValue => root.chosen = newValue
                    }
                }

                Repeater {
                    model: root.chosen !== undefined ? 1 : 0

                    ListButton {
                        //% "All batteries get %1"
                        text: qsTrId("btbattery_all_get").arg(Settings.text(root.setting, root.chosen))
                        //% "Set"
                        secondaryText: qsTrId("btbattery_set")
                        onClicked: root.set(root.chosen)
                    }
                }

                Repeater {
                    model: Settings.options(root.setting)

                    ListButton {
                        required property int modelData

                        readonly property bool isAllowed: root.hasRange && modelData >= item.min && modelData <= item.max

                        text: Settings.text(root.setting, modelData)
                        secondaryText: !root.hasRange ? Settings.text(root.setting, undefined) : item.value === modelData ?
                            //% "in force"
                            qsTrId("btbattery_in_force") : isAllowed ?
                            //% "Choose"
                            qsTrId("btbattery_choose") :
                            //% "not with these files"
                            qsTrId("btbattery_not_allowed")
                        onClicked: {
                            if (!isAllowed || item.value === modelData)
                                return;
                            root.set(modelData);
                        }
                    }
                }
            }

            ListText {
                //% "Range now"
                text: qsTrId("btbattery_range")
                preferredVisible: root.setting.digits !== undefined
                secondaryText: root.hasRange ?
                    Settings.text(root.setting, item.min) + " \u2026 " + Settings.text(root.setting, item.max) : "--"
            }

            ListText {
                //% "The files of the batteries differ. What is set here holds for all of them."
                text: qsTrId("btbattery_differs")
                preferredVisible: !item.valid && root.hasRange
            }

            ListButton {
                //% "Changed on the screen"
                text: qsTrId("btbattery_overridden")
                //% "Back to the files"
                secondaryText: qsTrId("btbattery_back_to_files")
                preferredVisible: root.isOverridden
                onClicked: {
                    overridden.getValue(true);
                    overridden.setValue(0);
                }
            }

            ListText {
                //% "As in the files"
                text: qsTrId("btbattery_as_in_files")
                preferredVisible: item.valid && !root.isOverridden
            }
        }
    }
}
