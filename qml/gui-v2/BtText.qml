import QtQuick
import Victron.VenusOS

/// Text of our pages: small, in one line, cut at its end.
Text {
    color: Theme.color_font_primary
    font.family: Global.fontFamily
    font.pixelSize: Theme.font_size_caption
    elide: Text.ElideRight
    verticalAlignment: Text.AlignVCenter
}
