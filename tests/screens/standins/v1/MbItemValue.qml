import QtQuick
import com.victron.velib 1.0

/// A label and one value.
MbItemRow {
    id: root

    property VBusItem item: VBusItem {}

    MbTextBlock {
        item.text: root.item.text
    }
}
