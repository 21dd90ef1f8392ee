pragma Singleton
import QtQml

/// What is on the bus, followed by one long-polling request to the bridge.
QtObject {
    id: root

    /// The last change that has arrived; 0 before the first answer.
    property int serial: 0

    /// Names of the services that are there.
    property var services: []

    /// How a page of gui-v2 addresses services: "dbus", by name, on the screen of a device; "mqtt", by type and number, in a browser.
    property string backend: "dbus"

    property string _url
    property var _items: ({})
    property var _watchers: ({})
    property var _asked: ({})

    /// What was written last, by path, while neither a new value has arrived nor the value was fetched.
    property var _underWay: ({})

    /// Starts to follow the bridge at that address.
    function follow(url) {
        root._url = url;
        root._poll();
    }

    function watch(path, watcher) {
        if (path === "")
            return;
        if (root._watchers[path] === undefined)
            root._watchers[path] = new Set();
        root._watchers[path].add(watcher);
        root._asked[path] = true;
        watcher._item = root._items[path];
    }

    function forget(path, watcher) {
        root._watchers[path]?.delete(watcher);
    }

    /// The address of a service; empty if it has none.
    function uidOf(service) {
        if (root.backend === "dbus")
            return "dbus/" + service;
        const number = root._items[service + "/DeviceInstance"]?.value;
        return typeof number === "number" ? `mqtt/${service.split(".")[2]}/${number}` : "";
    }

    /// The path behind the address of a value; empty while its service is not there.
    function pathOf(uid) {
        const service = root.services.find(name => root.uidOf(name) !== "" && uid.startsWith(root.uidOf(name) + "/"));
        return service === undefined ? "" : service + uid.substring(root.uidOf(service).length);
    }

    /// As on the screen of a device: what is under way is not sent again, and what was refused is under way still. A browser sends everything.
    function write(path, value) {
        if (root.backend === "dbus" && root._underWay[path] === value)
            return;
        root._underWay[path] = value;
        root.post("set", { path: path, value: value });
    }

    /// Asks for the value anew, so that nothing is under way any more.
    function fetch(path) {
        delete root._underWay[path];
    }

    /// Paths that a page has asked for since this was last called.
    function takeAsked() {
        const asked = Object.keys(root._asked);
        root._asked = {};
        return asked;
    }

    /// Posts an object, and hands the answered one on.
    function post(what, body, answered) {
        const request = new XMLHttpRequest();
        request.onreadystatechange = () => {
            if (request.readyState !== XMLHttpRequest.DONE)
                return;
            if (request.status !== 200) {
                // Nobody is there any more to tell what to do.
                console.error("the bridge answered", what, "with", request.status);
                Qt.quit();
            } else if (answered) {
                answered(JSON.parse(request.responseText));
            }
        };
        request.open("POST", root._url + what);
        request.send(JSON.stringify(body));
    }

    function _poll() {
        root.post("changes", { since: root.serial }, answer => {
            for (const path in answer.items) {
                const item = answer.items[path] ?? undefined;
                if (item?.value !== root._items[path]?.value)
                    root.fetch(path);
                root._items[path] = item;
                root._watchers[path]?.forEach(watcher => watcher._item = item);
            }
            root._count();
            root.serial = answer.serial;
            root._poll();
        });
    }

    // A service is there while any of its items is.
    function _count() {
        const names = {};
        for (const path in root._items) {
            if (root._items[path] !== undefined)
                names[path.slice(0, path.indexOf("/"))] = true;
        }
        const services = Object.keys(names).sort();
        if (services.join() !== root.services.join())
            root.services = services;
    }
}
