import QtQuick 2

Text {
    elide: Text.ElideRight
    text: "so long that it goes over the edge of its page, and then some, and then some more, and some more"
}
