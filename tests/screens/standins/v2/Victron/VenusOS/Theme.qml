pragma Singleton
import QtQuick

/// Colours and measures of the interface that both of its lines have; what begins with standIn is for the host.
QtObject {
    id: root

    enum ScreenSize { FiveInch, SevenInch, Portrait }
    enum ColorScheme { Dark, Light }

    property int screenSize: Theme.FiveInch
    property int colorScheme: Theme.Dark
    property int standInPageWidth: 800
    property int standInPageHeight: 352

    readonly property bool _dark: root.colorScheme === Theme.Dark

    readonly property color color_blue: "#387DC5"
    readonly property color color_green: "#72B84C"
    readonly property color color_orange: "#F0962E"
    readonly property color color_red: "#F35C58"
    readonly property color color_ok: root.color_blue
    readonly property color color_warning: root.color_orange
    readonly property color color_critical: root.color_red
    readonly property color color_darkOk: root._dark ? "#11263B" : "#C0D4E6"
    readonly property color color_darkWarning: root._dark ? "#482D0E" : "#F7DBB9"
    readonly property color color_darkCritical: root._dark ? "#491C1B" : "#F8CAC6"
    readonly property color color_font_primary: root._dark ? "#FFFFFF" : "#272622"
    readonly property color color_font_secondary: "#969591"
    readonly property color color_background_secondary: root.color_listItem_background
    readonly property color color_page_background: root._dark ? "#000000" : "#E6E5E1"
    readonly property color color_listItem_background: root._dark ? "#141414" : "#FAF9F5"
    readonly property color color_listItem_separator: root._dark ? "#64635F" : "#969591"
    readonly property color color_listItem_secondaryText: root._dark ? "#969591" : "#64635F"

    readonly property int font_size_caption: 16
    readonly property int font_size_body1: 18
    readonly property int font_size_body2: 22
    readonly property int font_size_body3: 28

    readonly property int geometry_page_content_horizontalMargin: [24, 40, 16][root.screenSize]
    readonly property int geometry_listItem_radius: 8
    readonly property int geometry_listItem_content_horizontalMargin: root.screenSize === Theme.Portrait ? 16 : 24

    function standInApply(width, height, scheme) {
        root.screenSize = height > width ? Theme.Portrait : width >= 1024 ? Theme.SevenInch : Theme.FiveInch;
        root.colorScheme = scheme === "light" ? Theme.Light : Theme.Dark;
        root.standInPageWidth = width;
        root.standInPageHeight = height - (height > width ? 54 : 56) - 72;
    }
}
