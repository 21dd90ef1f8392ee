import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// How the link of one battery does.
ListText {
    id: root

    property alias service: source.service
    property alias number: source.number
    property bool isShown

    function take() {
        const battery = source.now();
        const now = Date.now();
        const facts = [Format.status(battery, now)];
        if (battery.problem && facts[0] !== battery.problem)
            facts.push(battery.problem);

        const numbers = [];
        if (Format.isKnown(rssi.value))
            numbers.push(Format.quantity(rssi.value, 0, Format.international.decibels));
        let frames = 0;
        for (let i = 0; i < bad.count; i++)
            frames += bad.objectAt(i).value ?? 0;
        //% "reconnected: %1"
        numbers.push(qsTrId("btbattery_reconnects").arg(reconnects.value ?? Format.unknown));
        //% "bad frames: %1"
        numbers.push(qsTrId("btbattery_bad_frames").arg(bad.count > 0 && bad.objectAt(0).valid ? frames : Format.unknown));
        facts.push(numbers.join(", "));
        root.secondaryText = facts.join("\n");
    }

    text: source.name
    preferredVisible: source.isThere

    BtBattery {
        id: source
    }

    VeQuickItem {
        id: rssi

        uid: source.path("/Diagnostics/Link/Rssi")
    }

    VeQuickItem {
        id: reconnects

        uid: source.path("/Diagnostics/Link/Reconnects")
    }

    Instantiator {
        id: bad

        model: ["Noise", "Length", "EndByte", "Checksum", "Ambiguous", "WrongReply", "Refused", "Echo", "Contents", "Unsolicited", "Unfinished"]

        VeQuickItem {
            required property string modelData

            uid: source.path("/Diagnostics/Link/BadFrames/" + modelData)
        }
    }

    Timer {
        interval: 2000
        repeat: true
        triggeredOnStart: true
        running: root.isShown
        onTriggered: root.take()
    }
}
