"""A client that knows nothing but the root: it walks the introspection, and reads every branch and leaf in every way there is.

Usage: walker.py BUS-ADDRESS SERVICE
"""
import sys
import xml.etree.ElementTree

from contract import AGE, BUS_ITEM, INTROSPECTABLE, Verdict, call, connect, dbus, is_invalid, items, kind_of, plain


def introspect(bus, service, path):
    """Names of the nodes below, and the methods of BusItem with the types that come back."""
    _, text = call(bus, service, path, "Introspect", interface=INTROSPECTABLE)
    node = xml.etree.ElementTree.fromstring(text)
    methods = {
        method.get("name"): "".join(argument.get("type") for argument in method.findall("arg") if argument.get("direction") == "out")
        for interface in node.findall("interface") if interface.get("name") == BUS_ITEM
        for method in interface.findall("method")
    }
    return [child.get("name") for child in node.findall("node")], methods


def check_range(bus, service, path, value, methods, verdict):
    """A setting says what it may be and what it is by itself, in its own type."""
    declared = [name for name in ("GetMin", "GetMax", "GetDefault") if name in methods]
    verdict.check(len(declared) in (0, 3), "%s has %s only", path, declared)
    for name in declared:
        _, limit = call(bus, service, path, name)
        verdict.check(is_invalid(limit) or is_invalid(value) or kind_of(limit) == kind_of(value), "%s of %s is %r", name, path, limit)


def snapshot(bus, service):
    _, told = call(bus, service, "/", "GetItems")
    return {path: (plain(item["Value"]), str(item["Text"])) for path, item in items(told).items()}


def main():
    bus, verdict = connect(sys.argv[1]), Verdict()
    service = sys.argv[2]
    before = snapshot(bus, service)
    leaves, branches, open_paths = {}, {}, ["/"]
    while open_paths:
        path = open_paths.pop()
        names, methods = introspect(bus, service, path)
        value_signature, value = call(bus, service, path, "GetValue")
        text_signature, text = call(bus, service, path, "GetText")
        verdict.check(value_signature == "v", "GetValue of %s answers with '%s'", path, value_signature)
        verdict.check(methods.get("GetValue") == "v", "GetValue of %s is declared as '%s'", path, methods.get("GetValue"))
        verdict.check(methods.get("GetText") == text_signature, "GetText of %s is declared as '%s' and answers with '%s'", path, methods.get("GetText"), text_signature)
        verdict.check(("GetItems" in methods) == (path == "/"), "GetItems of %s", path)
        verdict.check(("SetValue" in methods) != bool(names), "SetValue of %s", path)
        if names:
            branches[path] = (value, text)
            verdict.check(text_signature == "v", "GetText of the branch %s answers with '%s'", path, text_signature)
            open_paths += [(path if path != "/" else "") + "/" + name for name in names]
        else:
            leaves[path] = (plain(value), str(text))
            verdict.check(text_signature == "s", "GetText of the leaf %s answers with '%s'", path, text_signature)
            verdict.check_value(path, value, text)
            check_range(bus, service, path, value, methods, verdict)
    after = snapshot(bus, service)

    # What changed while it was read is left out of the comparison; most of a battery at rest does not.
    steady = {path for path in before if before[path] == after.get(path) and not path.endswith(AGE)}
    verdict.check(len(steady) > len(before) * 0.9, "of %d paths only %d did not change", len(before), len(steady))
    verdict.check(set(leaves) == set(before), "GetItems and introspection differ: %s", sorted(set(leaves) ^ set(before)))
    for path in steady:
        verdict.check(leaves.get(path) == before[path], "%s is %r alone and %r among all", path, leaves.get(path), before[path])
    for branch, (values, texts) in branches.items():
        prefix = branch if branch == "/" else branch + "/"
        below = {path[len(prefix):]: path for path in before if path.startswith(prefix)}
        if not verdict.check(isinstance(values, dbus.Dictionary) and isinstance(texts, dbus.Dictionary), "%s answers with %s and %s", branch, kind_of(values), kind_of(texts)):
            continue
        verdict.check(values.signature == "sv" and texts.signature in ("ss", "sv"), "%s answers with %s and %s", branch, kind_of(values), kind_of(texts))
        verdict.check(set(values) == set(below) == set(texts), "below %s: %s", branch, sorted(set(values) ^ set(below)))
        for name, path in below.items():
            if path in steady and name in values and name in texts:
                verdict.check((plain(values[name]), str(texts[name])) == before[path], "%s is %r below %s and %r among all", path, values[name], branch, before[path])
    verdict.facts = {"leaves": len(leaves), "branches": len(branches)}
    verdict.finish()


main()
