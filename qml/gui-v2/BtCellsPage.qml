import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// The batteries of a bank at a glance, the worst first; of a battery alone its cells.
DeviceListPluginPage {
    id: root

    readonly property string service: root.device ? root.device.serviceUid : ""
    readonly property bool isBank: first.valid
    readonly property bool isNarrow: root.width < 600

    /// What is shown: taken once a second, so that nothing is drawn more often.
    property var batteries: []
    property real threshold: NaN
    property string sentence
    property int worstNumber: 0
    property real now: 0

    readonly property real step: Format.stepFor(root.batteries.reduce((all, battery) => all.concat(1000 * (battery.low - battery.mean), 1000 * (battery.high - battery.mean)), []))

    function open(battery) {
        Global.pageManager.pushPage("qrc:/BtBattery/BtMemberPage.qml", { title: battery.name, service: root.service, number: battery.number });
    }

    function take() {
        const found = [];
        for (let i = 0; i < members.count; i++) {
            const member = members.objectAt(i);
            if (member && member.isThere)
                found.push(member.now());
        }
        const sorted = Format.worstFirst(found, root.batteries.map(battery => battery.number));
        if (JSON.stringify(sorted) !== JSON.stringify(root.batteries))
            root.batteries = sorted;
        root.threshold = Format.numberOf(thresholdItem.value);
        root.sentence = sentenceItem.value || connectionItem.value || "";
        root.worstNumber = worstItem.value ?? 0;
        root.now = Math.floor(Date.now() / 60000) * 60000;
    }

    //% "Cells"
    title: qsTrId("btbattery_cells")

    VeQuickItem {
        id: first

        uid: root.service === "" ? "" : root.service + "/Batteries/1/Address"
    }

    VeQuickItem {
        id: thresholdItem

        uid: root.service === "" ? "" : root.service + "/Settings/CellImbalanceThreshold"
    }

    VeQuickItem {
        id: sentenceItem

        uid: root.isBank ? root.service + "/CellMonitor/Sentence" : ""
    }

    VeQuickItem {
        id: connectionItem

        uid: root.isBank ? root.service + "/Mgmt/Connection" : ""
    }

    VeQuickItem {
        id: worstItem

        uid: root.isBank ? root.service + "/CellMonitor/WorstBattery" : ""
    }

    Instantiator {
        id: members

        model: root.isBank ? 4 : 0

        BtBattery {
            required property int index

            service: root.service
            number: index + 1
        }
    }

    Timer {
        interval: 1000
        repeat: true
        triggeredOnStart: true
        running: root.isCurrentPage && root.isBank
        onTriggered: root.take()
    }

    Loader {
        anchors.fill: parent
        sourceComponent: root.isBank ? overview : root.service === "" ? null : alone
    }

    Component {
        id: alone

        BtMemberView {
            service: root.service
            isShown: root.isCurrentPage
        }
    }

    Component {
        id: overview

        Flickable {
            id: view

            readonly property real margin: Theme.geometry_page_content_horizontalMargin
            readonly property real barX: root.isNarrow ? 14 : Math.round(view.width * 0.34)
            readonly property real barWidth: root.isNarrow ? column.width - 28 : column.width - barX - 248

            contentHeight: column.height + 16
            boundsBehavior: Flickable.StopAtBounds
            clip: true

            Column {
                id: column

                x: view.margin
                width: view.width - 2 * view.margin
                spacing: 4

                BtHeadline {
                    width: parent.width
                    battery: root.batteries.find(battery => battery.number === root.worstNumber) ?? root.batteries.find(battery => battery.worst) ?? null
                    threshold: root.threshold
                    sentence: root.sentence
                    isWhole: root.batteries.every(battery => battery.connected === 1)
                    onOpened: root.open(battery)
                }

                BtScale {
                    width: parent.width
                    barX: view.barX
                    barWidth: view.barWidth
                    step: root.step
                    showsTitles: !root.isNarrow
                    visible: root.batteries.some(battery => Format.isKnown(battery.spread))
                }

                Repeater {
                    model: root.batteries.length

                    BtMemberRow {
                        required property int index

                        width: column.width
                        battery: root.batteries[index] ?? ({})
                        step: root.step
                        threshold: root.threshold
                        now: root.now
                        isNarrow: root.isNarrow
                        barX: view.barX
                        barWidth: view.barWidth
                        onOpened: root.open(battery)
                    }
                }

                BtText {
                    width: parent.width
                    color: Theme.color_listItem_secondaryText
                    visible: root.threshold > 0
                    wrapMode: Text.Wrap
                    //% "Spread: watch from %1, apart from %2"
                    text: qsTrId("btbattery_legend").arg(Format.millivolts(root.threshold / 2)).arg(Format.millivolts(root.threshold))
                }

                BtAlerts {
                    width: parent.width
                    service: root.service
                    now: root.now
                }
            }
        }
    }
}
