import QtQuick
import Victron.VenusOS
import "format.js" as Format

/// One service of the driver; nothing of one that is another's.
SettingsColumn {
    id: root

    property string service
    property bool isShown

    readonly property bool isOurs: product.value === Format.productId
    readonly property var findings: [problem.value, advice.value, configuration.value, bank.value].filter(words => words)

    bottomPadding: root.isOurs ? 8 : 0

    VeQuickItem { id: product; uid: root.service === "" ? "" : root.service + "/ProductId" }
    VeQuickItem { id: customName; uid: root.isOurs ? root.service + "/CustomName" : "" }
    VeQuickItem { id: productName; uid: root.isOurs ? root.service + "/ProductName" : "" }
    VeQuickItem { id: first; uid: root.isOurs ? root.service + "/Batteries/1/Address" : "" }

    Repeater {
        model: root.isOurs ? [customName.value || productName.value || Format.unknown] : []

        SettingsListHeader {
            required property string modelData

            text: modelData
        }
    }

    Repeater {
        model: root.isOurs ? [
            //% "Version of the driver"
            { name: qsTrId("btbattery_version"), path: "/Mgmt/ProcessVersion" },
            //% "Connection"
            { name: qsTrId("btbattery_connection"), path: "/Mgmt/Connection" }
        ] : []

        ListText {
            required property var modelData

            text: modelData.name
            dataItem.uid: root.service + modelData.path
        }
    }

    VeQuickItem { id: problem; uid: root.isOurs ? root.service + "/Diagnostics/Problem" : "" }
    VeQuickItem { id: advice; uid: root.isOurs ? root.service + "/Diagnostics/Advice" : "" }
    VeQuickItem { id: configuration; uid: root.isOurs ? root.service + "/Diagnostics/Configuration" : "" }
    VeQuickItem { id: bank; uid: root.isOurs ? root.service + "/Diagnostics/Bank/Problem" : "" }

    Repeater {
        model: root.findings

        ListText {
            required property string modelData

            text: modelData
        }
    }

    Repeater {
        model: root.isOurs && root.findings.length === 0 ? 1 : 0

        ListText {
            //% "Findings"
            text: qsTrId("btbattery_findings")
            //% "none"
            secondaryText: qsTrId("btbattery_none")
        }
    }

    Repeater {
        model: !root.isOurs ? 0 : first.valid ? 4 : 1

        BtLinkRow {
            required property int index

            service: root.service
            number: first.valid ? index + 1 : 0
            isShown: root.isShown
        }
    }
}
