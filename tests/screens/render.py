#!/usr/bin/python3
"""Opens pages of ours in Qt, without a screen, and goes through them as a tour says.

  render.py TOUR.json [--out FOLDER] [--address BUS-ADDRESS] [--control 'COMMAND …'] [--language LANG] [--replace OLD=NEW …]

A tour: {"gui": "v1" or "v2", "fixture": file beside the tour or {service: {path: value}}, "language": "en", "steps": [ … ]}; steps: README.md.
With --address the values come from that bus instead. Pictures and result.json (paths asked for, writes, texts) go to the folder.
Exit status 1, and sentences on standard output, if a step fails or a page said anything on standard error.
"""
import argparse
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

import bridge
import tour as tours

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
QML = "/usr/lib/qt6/bin/qml"
LRELEASE = "/usr/lib/qt6/bin/lrelease"
END_SECONDS = 30


def main():
    # Only an exception leaves no Qt process behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended from outside."))
    options = read_options()
    options.out.mkdir(parents=True, exist_ok=True)
    store = bridge.Store()
    server = bridge.Server(store)
    tour = tours.Tour(store, server, str(options.out.resolve()), options.control)
    with tempfile.TemporaryDirectory(prefix="btbattery-screens-") as work:
        try:
            told = read_tour(options)
            fill(store, told, options)
            complaints = render(told, tour, server.url, options, pathlib.Path(work))
        except Exception as fault:
            complaints = [f"The pages could not be shown: {type(fault).__name__}: {fault}"]
    result = {"asked": sorted(tour.asked), "writes": store.writes, "shots": tour.shots, "texts": tour.dumps, "complaints": complaints}
    (options.out / f"{options.tour.stem}.result.json").write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    for complaint in complaints:
        print(f"{options.tour.stem}: {complaint}")
    return 1 if complaints else 0


def read_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tour", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "artifacts" / "screens")
    parser.add_argument("--address", help="of a bus whose values are shown")
    parser.add_argument("--control", help="command that hands commands to the simulated batteries")
    parser.add_argument("--language")
    parser.add_argument("--replace", nargs="*", default=[], help="another text for one in the tour")
    return parser.parse_args()


def read_tour(options):
    text = options.tour.read_text(encoding="utf-8")
    for replacement in options.replace:
        text = text.replace(*replacement.split("=", 1))
    return json.loads(text)


def fill(store, told, options):
    """The values that pages are shown with."""
    if options.address:
        import live

        live.follow(options.address, store)
    else:
        named = told.get("fixture", {})
        store.put(bridge.read_fixture(json.loads((options.tour.parent / named).read_text(encoding="utf-8")) if isinstance(named, str) else named))


def render(told, tour, url, options, work):
    """What went wrong, in sentences."""
    prepare = prepare_v1 if told["gui"] == "v1" else prepare_v2
    command = [QML, "--apptype", "gui", "-I", str(HERE / "bus"), *prepare(work, told, options), url]
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(work), "XDG_RUNTIME_DIR": str(work), "LC_ALL": "C.UTF-8", "TZ": told.get("zone", "UTC"),
        "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QT_FONT_DPI": "96", "QML_DISABLE_DISK_CACHE": "1", "no_proxy": "*",
    }
    said, complaints = [], []
    process = subprocess.Popen(command, env=environment, cwd=work, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:

        def listen():
            said.extend(line.strip() for line in process.stdout)
            tour.ended()

        reader = threading.Thread(target=listen, daemon=True)
        reader.start()
        tour.run(told["steps"])
        process.wait(END_SECONDS)
    except (tours.Refused, subprocess.TimeoutExpired) as refused:
        complaints.append(str(refused))
    finally:
        process.kill()
        process.wait()
    reader.join()
    said = [line.replace(f"file://{work}/", "").replace(f"file://{ROOT}/", "") for line in dict.fromkeys(said) if line]
    meant = told.get("said", [])
    complaints += [f"Nobody said '{text}'." for text in meant if not any(text in line for line in said)]
    return complaints + [line for line in said if not any(text in line for text in meant)]


def prepare_v1(work, told, options):
    """Every page and type of gui-v1 lies in one folder, the host as well; pages of ours are as the installer put them, with their row in the stock page."""
    if "pages" in told:
        copy(work, HERE / "standins" / "v1", options.tour.parent / told["pages"])
    else:
        copy(work, install_v1(work / "device"))
    copy(work, HERE / "host")
    for name, text in told.get("broken", {}).items():
        (work / name).write_text(text, encoding="utf-8")
    return ["-I", str(HERE / "standins" / "v1"), str(work / "v1.qml"), "--"]


def install_v1(device):
    """The folder with the pages of a device whose firmware are the stand-ins, after installation."""
    pages = device / "opt" / "victronenergy" / "gui" / "qml"
    pages.mkdir(parents=True)
    (device / "opt" / "victronenergy" / "version").write_text("v3.65\n", encoding="ascii")
    copy(pages, HERE / "standins" / "v1")
    subprocess.run(["sh", str(ROOT / "qml" / "install-qml.sh"), "--root", str(device)], check=True, timeout=END_SECONDS, stdout=subprocess.DEVNULL)
    return pages


def prepare_v2(work, told, options):
    """The host lies beside the translations, because that is where Qt looks for them."""
    copy(work, HERE / "host")
    sources = ROOT / "qml" / "gui-v2"
    (work / "i18n").mkdir()
    for source in (sources / "translations").glob("BtBattery_*.ts"):
        # Made anew, so that a page can be looked at before its texts are committed.
        made = work / "i18n" / source.with_suffix(".qm").name.replace("BtBattery", "qml")
        subprocess.run([LRELEASE, "-silent", "-idbased", str(source), "-qm", str(made)], check=True, timeout=END_SECONDS)
    return ["-I", str(HERE / "standins" / "v2"), str(work / "v2.qml"), "--", options.language or told.get("language", "en"), told.get("backend", "dbus"), sources.as_uri() + "/"]


def copy(work, *folders):
    for folder in folders:
        for file in folder.glob("*"):
            if file.suffix in (".qml", ".js"):
                shutil.copy(file, work)


if __name__ == "__main__":
    sys.exit(main())
