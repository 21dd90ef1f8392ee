#!/bin/sh
# Opens the pages of both GX interfaces without a screen, and leaves pictures of them in artifacts/screens.
set -eu

usage() {
    cat <<'END'
Usage: ./screens.sh [--gui v1|v2|all] [--live]

Installs what is missing, builds, and shows the pages of qml/gui-v1 and qml/gui-v2 in Qt, without a screen:
with values from files, and with those that the driver publishes for simulated batteries on a private D-Bus.
The pictures are in artifacts/screens, in a folder for each tour.

  --gui v1|v2|all  pages of one interface only
  --live           only with values that the driver publishes
  --help           this text

Exit status: 0 all is well; 1 a page did not do as it should; 2 wrong usage; 4 something needed is missing.
END
}

complain() {
    echo "screens.sh: $1 See './screens.sh --help'." >&2
    exit 2
}

cd "$(dirname "$0")"
gui=all live=""
while [ $# -gt 0 ]; do
    case $1 in
        --gui)
            [ $# -ge 2 ] || complain "--gui needs v1, v2 or all."
            gui=$2
            shift
            ;;
        --live) live=1 ;;
        --help | -h)
            usage
            exit 0
            ;;
        *) complain "'$1' is not an option." ;;
    esac
    shift
done
case $gui in
    v1 | v2) wanted="gui=$gui" ;;
    all) wanted="(gui=v1|gui=v2)" ;;
    *) complain "--gui is v1, v2 or all." ;;
esac
[ -z "$live" ] || wanted="$wanted&FullyQualifiedName~LiveTours"

. scripts/ensure.sh
ensure dbus-daemon dbus
ensure_file /usr/lib/python3/dist-packages/dbus python3-dbus
ensure_file /usr/lib/python3/dist-packages/gi python3-gi
# What tests do without is needed here: without Qt or without a font no page can be shown.
wish_screens
ensure_missing="$ensure_missing$ensure_wished" ensure_wished=""
ensure_sdk && ensure_install || exit 4

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build tests/BtBattery.Screens.Tests -c Release -nologo -clp:ErrorsOnly
dotnet test tests/BtBattery.Screens.Tests -c Release --no-build -nologo --filter "$wanted"
echo "Pictures: $PWD/artifacts/screens"
