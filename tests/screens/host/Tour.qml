import QtQuick
import QtTest
import BtBattery.TestBus
import "texts.js" as Texts

/// Carries out the steps of a tour as they are told by tour.py, one after the other.
Item {
    id: root

    required property Window window
    /// Of the interface: page(), and open(step), back(), scheme(name), each of which returns nothing or what went wrong.
    required property var host

    property var _step: null
    property var _condition: null
    property double _deadline
    property string _complaint
    property string _last

    Component.onCompleted: {
        const url = Qt.application.arguments[Qt.application.arguments.length - 1];
        Bus.follow(url);
        root._wait(() => Bus.serial > 0, 30, "The bridge does not answer.");
    }

    TestEvent {
        id: events
    }

    /// Looks again, until what is waited for is there and the page has come to rest.
    Timer {
        id: poll

        interval: 15
        repeat: true
        onTriggered: {
            if (root._condition === null)
                root._settle();
            else if (root._condition())
                root._condition = null;
            else if (Date.now() > root._deadline)
                root._finish({ error: root._complaint });
        }
    }

    function _wait(condition, seconds, complaint) {
        root._condition = condition;
        root._deadline = Date.now() + 1000 * seconds;
        root._complaint = complaint;
        root._last = "";
        poll.start();
    }

    function _settle() {
        const now = JSON.stringify(Texts.dump(root.parent));
        if (now !== root._last && Date.now() < root._deadline) {
            root._last = now;
            return;
        }
        if (root._step?.do === "shot")
            root._shoot(root._step.file);
        else
            root._finish({});
    }

    function _shoot(file) {
        poll.stop();
        const texts = Texts.dump(root.parent);
        root.parent.grabToImage(image => {
            image.saveToFile(file) ? root._finish({ texts: texts }) : root._finish({ error: "The picture could not be written." });
        });
    }

    function _finish(result) {
        poll.stop();
        result.asked = Bus.takeAsked();
        if (root._step?.do === "texts")
            result.texts = Texts.dump(root.parent);
        if (result.error)
            result.texts = Texts.dump(root.parent);
        Bus.post("step", result, step => {
            root._step = step;
            const refused = root["_" + step.do](step);
            if (typeof refused === "string")
                root._finish({ error: refused });
        });
    }

    function _rest() {
        root._wait(() => true, 1, "");
    }

    function _end() {
        Qt.quit();
    }

    function _texts() {
        root._rest();
    }

    function _shot() {
        root._rest();
    }

    function _open(step) {
        root._rest();
        return root.host.open(step);
    }

    function _back() {
        root._rest();
        return root.host.back();
    }

    function _size(step) {
        root.window.width = step.width;
        root.window.height = step.height;
        root._rest();
    }

    function _scheme(step) {
        root._rest();
        return root.host.scheme(step.name);
    }

    function _sync(step) {
        root._wait(() => Bus.serial >= step.serial, 30, "The new values did not arrive.");
    }

    function _expect(step) {
        root._wait(() => Texts.find(root.parent, step.text) !== null, step.within, `There is no text '${step.text}'.`);
    }

    function _absent(step) {
        root._wait(() => Texts.find(root.parent, step.text) === null, step.within, `There still is a text '${step.text}'.`);
    }

    function _timers(step) {
        const found = () => Array.from(root.host.page().resources).filter(one => one instanceof Timer && one.running).map(one => one.interval);
        root._wait(() => found().length > 0 && found().every(one => one === step.interval), step.within, `The timers of this page do not all have ${step.interval} ms.`);
    }

    function _tap(step) {
        const item = Texts.find(root.parent, step.text);
        if (item === null)
            return `There is no text '${step.text}' to tap on.`;
        Texts.reveal(item);
        const at = root.parent.mapFromItem(item, item.width / 2, item.height / 2);
        if (at.x < 0 || at.y < 0 || at.x >= root.parent.width || at.y >= root.parent.height)
            return `The text '${step.text}' is not on the screen.`;
        events.mouseClick(root.parent, at.x, at.y, Qt.LeftButton, Qt.NoModifier, -1);
        root._rest();
    }

    function _key(step) {
        events.keyClick(Qt["Key_" + step.name], Qt.NoModifier, -1);
        root._rest();
    }

    function _scroll(step) {
        if (step.to !== undefined) {
            const item = Texts.find(root.parent, step.to);
            if (item === null)
                return `There is no text '${step.to}' to scroll to.`;
            Texts.reveal(item);
        } else {
            const area = Texts.scroller(root.parent);
            if (area === null)
                return "There is nothing to scroll.";
            area.contentY = Math.max(area.originY, Math.min(area.contentY + step.by, area.originY + area.contentHeight - area.height));
        }
        root._rest();
    }
}
