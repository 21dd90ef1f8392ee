import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// The cells of one battery, how they developed, and what the driver does about them.
Flickable {
    id: root

    property string service
    property int number
    property bool isShown

    readonly property real margin: Theme.geometry_page_content_horizontalMargin
    readonly property bool isNarrow: root.width < 600

    /// What is shown: taken once a second, so that nothing is drawn more often.
    property var battery: ({})
    property var cells: []
    property var alarms: []
    property var told: ({})
    property real threshold: NaN
    property real now: 0

    readonly property string level: Format.level(root.battery.spread, root.threshold)
    readonly property color shade: root.level === "apart" ? Theme.color_critical : root.level === "watch" ? Theme.color_warning : Theme.color_ok
    readonly property real step: Format.stepFor(root.cells.map(cell => 1000 * (cell.voltage - root.battery.mean)))
    readonly property bool isLive: root.battery.connected === 1

    function take() {
        const battery = source.now();
        if (JSON.stringify(battery) !== JSON.stringify(root.battery))
            root.battery = battery;

        // As many as it had, for as long as it is silent.
        const cells = [];
        for (let i = 0; i < cellItems.count; i++) {
            const item = cellItems.objectAt(i);
            if (i < count.value || item.isKnown || (!root.isLive && i < root.cells.length))
                cells.push(item.now());
        }
        if (JSON.stringify(cells) !== JSON.stringify(root.cells))
            root.cells = cells;

        const alarms = [];
        for (let i = 0; i < alarmItems.count; i++) {
            if (alarmItems.objectAt(i).value > 0)
                alarms.push(Format.alarm(Format.alarms[i], alarmItems.objectAt(i).value));
        }
        if (alarms.join() !== root.alarms.join())
            root.alarms = alarms;

        const told = Object.assign(limits.now(), { sentence: sentence.value ?? "", condition: Format.condition(condition.value) });
        if (JSON.stringify(told) !== JSON.stringify(root.told))
            root.told = told;
        root.threshold = Format.numberOf(thresholdItem.value);
        root.now = Math.floor(Date.now() / 60000) * 60000;
    }

    contentHeight: column.height + 16
    boundsBehavior: Flickable.StopAtBounds
    clip: true

    BtBattery {
        id: source

        service: root.service
        number: root.number
    }

    VeQuickItem {
        id: thresholdItem

        uid: root.service === "" ? "" : root.service + "/Settings/CellImbalanceThreshold"
    }

    VeQuickItem {
        id: count

        uid: source.path("/System/NrOfCellsPerBattery")
    }

    VeQuickItem {
        id: sentence

        uid: source.path("/CellMonitor/Sentence")
    }

    VeQuickItem {
        id: condition

        uid: source.path("/CellMonitor/Condition")
    }

    BtLimits {
        id: limits

        battery: source
    }

    Instantiator {
        id: cellItems

        model: 32

        QtObject {
            required property int index

            readonly property bool isKnown: _voltage.valid
            readonly property VeQuickItem _voltage: VeQuickItem { uid: source.path("/Voltages/Cell" + (index + 1)) }
            readonly property VeQuickItem _balancing: VeQuickItem { uid: source.path("/Balances/Cell" + (index + 1)) }

            function now() {
                return { voltage: Format.numberOf(_voltage.value), isBalancing: _balancing.value === 1 };
            }
        }
    }

    Instantiator {
        id: alarmItems

        model: Format.alarms

        VeQuickItem {
            required property string modelData

            uid: source.path("/Alarms/" + modelData)
        }
    }

    Timer {
        interval: 1000
        repeat: true
        triggeredOnStart: true
        running: root.isShown
        onTriggered: root.take()
    }

    Column {
        id: column

        x: root.margin
        width: root.width - 2 * root.margin
        spacing: 6

        Grid {
            id: tiles

            readonly property real tileWidth: (column.width - (columns - 1) * spacing) / columns

            width: parent.width
            columns: root.isNarrow ? 3 : 6
            spacing: 6
            opacity: root.isLive ? 1 : 0.75

            BtTile {
                width: tiles.tileWidth
                //% "Lowest"
                title: qsTrId("btbattery_lowest")
                value: Format.volts(root.battery.low)
                note: root.battery.lowId ?? ""
            }

            BtTile {
                width: tiles.tileWidth
                //% "Mean"
                title: qsTrId("btbattery_mean")
                value: Format.volts(root.battery.mean)
                note: root.cells.length > 1 ?
                    //% "%1 cells"
                    qsTrId("btbattery_cells_n").arg(root.cells.length) : ""
            }

            BtTile {
                width: tiles.tileWidth
                //% "Highest"
                title: qsTrId("btbattery_highest")
                value: Format.volts(root.battery.high)
                note: root.battery.highId ?? ""
            }

            BtTile {
                width: tiles.tileWidth
                //% "Spread"
                title: qsTrId("btbattery_spread")
                value: Format.millivolts(root.battery.spread)
                note: Format.levelWord(root.level)
                shade: root.level === "" ? "transparent" : root.shade
            }

            BtTile {
                width: tiles.tileWidth
                //% "Balancing"
                title: qsTrId("btbattery_balancing")
                value: Format.quantity(root.battery.balancing, 0, "")
                note: root.cells.map((cell, i) => cell.isBalancing ? Format.international.cell + (i + 1) : "").filter(name => name !== "").join(" ")
            }

            BtTile {
                width: tiles.tileWidth
                //% "Condition"
                title: qsTrId("btbattery_condition")
                value: root.told.condition ?? Format.unknown
                note: Format.international.charge + Format.quantity(root.battery.soc, 0, Format.international.percent)
            }
        }

        BtText {
            width: parent.width
            visible: text !== ""
            wrapMode: Text.Wrap
            font.bold: !root.isLive
            text: root.isLive ? root.told.sentence ?? "" : Format.silence(root.battery, root.now)
        }

        BtText {
            width: parent.width
            visible: cellsGrid.visible
            color: Theme.color_listItem_secondaryText
            wrapMode: Text.Wrap
            //% "Each cell from the mean in mV; a bar is full at %1 mV"
            text: qsTrId("btbattery_bars_legend").arg(root.step)
        }

        Grid {
            id: cellsGrid

            readonly property int wanted: root.isNarrow ? (root.cells.length > 16 ? 2 : 1) : root.cells.length > 16 ? 3 : 2
            readonly property real cellWidth: (width - (columns - 1) * columnSpacing) / columns

            width: parent.width
            visible: root.cells.length > 0
            columns: Math.max(1, Math.min(wanted, root.cells.length))
            rows: Math.ceil(root.cells.length / columns)
            flow: Grid.TopToBottom
            columnSpacing: 12
            opacity: root.isLive ? 1 : 0.75

            Repeater {
                model: root.cells.length

                BtCellBar {
                    required property int index

                    width: cellsGrid.cellWidth
                    height: root.cells.length > 16 ? 20 : 22
                    number: index + 1
                    voltage: root.cells[index]?.voltage ?? NaN
                    mean: root.battery.mean
                    step: root.step
                    isBalancing: root.cells[index]?.isBalancing ?? false
                    isWorst: root.cells.length > 1 && root.battery.worst === "C" + (index + 1)
                    shade: root.shade
                }
            }
        }

        BtDevelopment {
            width: parent.width
            battery: source
            threshold: root.threshold
        }

        BtFact {
            width: parent.width
            //% "Charge limit"
            name: qsTrId("btbattery_charge_limit")
            value: root.told.charge ?? ""
        }

        BtFact {
            width: parent.width
            //% "Discharge limit"
            name: qsTrId("btbattery_discharge_limit")
            value: root.told.discharge ?? ""
        }

        BtFact {
            width: parent.width
            visible: root.number !== 0
            //% "Charge limit of the bank"
            name: qsTrId("btbattery_bank_limit")
            value: root.told.bank ?? ""
        }

        BtFact {
            width: parent.width
            //% "Alarms"
            name: qsTrId("btbattery_alarms")
            //% "none"
            value: root.alarms.length > 0 ? root.alarms.join(", ") : root.isLive ? qsTrId("btbattery_none") : Format.unknown
        }

        BtFact {
            width: parent.width
            //% "Link"
            name: qsTrId("btbattery_link")
            value: root.isLive ? Format.status(root.battery, root.now) : Format.link(root.battery.link)
        }

        BtAlerts {
            width: parent.width
            service: root.number === 0 ? root.service : ""
            now: root.now
        }
    }
}
