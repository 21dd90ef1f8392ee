# shellcheck shell=sh
# Sourced by demo.sh and test.sh: makes sure that what they need is there. Progress goes to standard error.

# ensure COMMAND PACKAGE …: collects the Debian package of every command that is missing.
ensure_missing=""
ensure() {
    if ! command -v "$1" >/dev/null 2>&1; then
        ensure_missing="$ensure_missing $2"
    fi
}

# ensure_file FILE PACKAGE: the same for something that is not a command.
ensure_file() {
    if [ ! -e "$1" ]; then
        ensure_missing="$ensure_missing $2"
    fi
}

# wish_file FILE PACKAGE: the same for what something can be done without.
ensure_wished=""
wish_file() {
    if [ ! -e "$1" ]; then
        ensure_wished="$ensure_wished $2"
    fi
}

# ensure_sdk: says in one line what is missing to build, and returns 1.
ensure_sdk() {
    if ! command -v dotnet >/dev/null 2>&1; then
        echo "The .NET 10 SDK is missing: install it (https://dot.net/download) and run this again." >&2
        return 1
    fi
}

# this_rid: what .NET calls machines like this one.
this_rid() {
    case $(uname -m) in
        x86_64) echo linux-x64 ;;
        aarch64) echo linux-arm64 ;;
        *) echo linux-arm ;;
    esac
}

# ensure_install: installs what was collected, or says in one line what to install and returns 1. What is only wished for is no reason to return 1.
ensure_install() {
    if [ -n "$ensure_missing" ]; then
        ensure_packages "$ensure_missing" || return 1
    fi
    if [ -n "$ensure_wished" ]; then
        ensure_packages "$ensure_wished" || echo "Going on without$ensure_wished." >&2
    fi
    ensure_missing="" ensure_wished=""
}

# ensure_packages LIST: installs packages of Debian.
ensure_packages() {
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        ensure_as=""
    elif command -v apt-get >/dev/null 2>&1 && command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        ensure_as="sudo"
    else
        echo "Missing packages: install them with 'sudo apt-get install$1' and run this again." >&2
        return 1
    fi
    echo "Installing$1 …" >&2
    # sudo drops variables, hence env. The lists may be old or absent on a fresh machine; an install that works needs no update.
    # shellcheck disable=SC2086  # a list of packages
    if ! $ensure_as env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $1 >&2; then
        $ensure_as apt-get update -q >&2 || true
        # shellcheck disable=SC2086
        $ensure_as env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $1 >&2 || {
            echo "Installing$1 failed: install it by hand and run this again." >&2
            return 1
        }
    fi
}

# wish_screens: what pages of a GX device are looked at with; tests of them are skipped where it cannot be had.
wish_screens() {
    wish_file /usr/lib/qt6/bin/qml qml-qt6
    wish_file /usr/lib/qt6/bin/lrelease qt6-l10n-tools
    wish_file /usr/lib/*/qt6/qml/QtQuick/qmldir qml6-module-qtquick
    wish_file /usr/lib/*/qt6/qml/QtQuick/Window/qmldir qml6-module-qtquick-window
    wish_file /usr/lib/*/qt6/qml/QtQml/Models/qmldir qml6-module-qtqml-models
    wish_file /usr/lib/*/qt6/qml/QtQml/WorkerScript/qmldir qml6-module-qtqml-workerscript
    wish_file /usr/lib/*/qt6/qml/QtTest/qmldir qml6-module-qttest
    # Without a font there is no text.
    wish_file /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf fonts-dejavu-core
}
