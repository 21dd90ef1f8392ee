import QtQuick

/// Pages above each other, of which the last one is seen; what each interface calls its page stack is made of it.
Item {
    id: root

    /// Where files named without an address lie, ending in a slash.
    property string folder
    property int depth: 0
    readonly property Item currentPage: root._pages[root.depth - 1] ?? null
    readonly property Item currentItem: root.currentPage

    property var _pages: []

    /// Told of every page before it is shown or hidden.
    signal turned(Item page, bool current)

    clip: true

    /// Opens a file, or a component, and says whether that was possible.
    function push(source, properties) {
        const component = typeof source === "string" ? Qt.createComponent(root._address(source)) : source;
        if (component.status !== Component.Ready) {
            console.error("The page was not opened:", component.errorString());
            return false;
        }
        const page = component.createObject(root, properties ?? {});
        if (page === null) {
            console.error("The page could not be made:", source);
            return false;
        }
        page.width = Qt.binding(() => root.width);
        page.height = Qt.binding(() => root.height);
        root._turn(root.currentPage, false);
        root._pages = root._pages.concat([page]);
        root.depth += 1;
        root._turn(page, true);
        return true;
    }

    function pop() {
        if (root.depth === 0)
            return;
        const page = root.currentPage;
        root._turn(page, false);
        root._pages = root._pages.slice(0, -1);
        root.depth -= 1;
        page.destroy();
        root._turn(root.currentPage, true);
    }

    function clear() {
        while (root.depth > 0)
            root.pop();
    }

    function _address(name) {
        return name.indexOf(":/") > 0 ? name : root.folder + name;
    }

    function _turn(page, current) {
        if (page === null)
            return;
        page.visible = current;
        root.turned(page, current);
    }
}
