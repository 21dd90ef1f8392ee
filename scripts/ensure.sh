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

# ensure_install: installs what was collected, or says in one line what to install and returns 1.
ensure_install() {
    if ! command -v dotnet >/dev/null 2>&1; then
        echo "The .NET 10 SDK is missing: install it (https://dot.net/download) and run this again." >&2
        return 1
    fi
    [ -n "$ensure_missing" ] || return 0
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        ensure_as=""
    elif command -v apt-get >/dev/null 2>&1 && command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        ensure_as="sudo"
    else
        echo "Missing packages: install them with 'sudo apt-get install$ensure_missing' and run this again." >&2
        return 1
    fi
    echo "Installing$ensure_missing …" >&2
    # sudo drops variables, hence env. The lists may be old or absent on a fresh machine; an install that works needs no update.
    # shellcheck disable=SC2086  # a list of packages
    if ! $ensure_as env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $ensure_missing >&2; then
        $ensure_as apt-get update -q >&2 || true
        # shellcheck disable=SC2086
        $ensure_as env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $ensure_missing >&2 || {
            echo "Installing$ensure_missing failed: install it by hand and run this again." >&2
            return 1
        }
    fi
    ensure_missing=""
}
