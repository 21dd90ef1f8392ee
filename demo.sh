#!/bin/sh
# Shows simulated batteries on a private D-Bus, served by the real driver, or gives a shell to try it. Never touches the system bus.
set -eu

usage() {
    cat <<'END'
Usage: ./demo.sh [--scenario FILE|NAME] [--series | --parallel | --topology EXPR] [--once --json | --shell]

Installs what is missing, builds, starts a private D-Bus, simulated Bluetooth batteries and the driver,
and shows the published values live until Ctrl+C.

  --scenario FILE  simulated batteries; default scenarios/one-battery.json, or
                   scenarios/two-batteries.json if it is said how they are wired
  --scenario NAME  one of those in scenarios/; 'day' is a day of sun and loads on two batteries,
                   an hour in five seconds. Cells, chargers, loads, radio, bus and driver are
                   in one process there, on one simulated clock (docs/bench.md)
  --series         the batteries are one string; what several are if nothing is said
  --parallel       the batteries are side by side
  --topology EXPR  how they are wired, by their addresses, as for the driver
  --shell          start the bus and the batteries, but no driver: opens a shell in which 'btbattery' is on the path
  --once --json    wait for the first complete data, or with 'day' for its end, print
                   {service: {path: value}} and stop
  --help           this text

BTBATTERY_PROGRAM=FILE in the environment: shows that program (one that was published, for example) instead of building one.
BTBATTERY_SIMULATOR=FILE: the same for btbattery-sim. With both, no .NET SDK is needed.
END
}

complain() {
    echo "demo.sh: $1 See './demo.sh --help'." >&2
    exit 2
}

here=$(cd "$(dirname "$0")" && pwd)
scenario="" wiring="" expression=""
once="" json="" shell=""
while [ $# -gt 0 ]; do
    case $1 in
        --scenario)
            [ $# -ge 2 ] || complain "--scenario needs a file."
            scenario=$2
            shift
            ;;
        --series | --parallel)
            [ -z "$wiring" ] || complain "say once how the batteries are wired."
            wiring=$1
            ;;
        --topology)
            [ $# -ge 2 ] || complain "--topology needs an expression."
            [ -z "$wiring" ] || complain "say once how the batteries are wired."
            wiring=$1 expression=$2
            shift
            ;;
        --once) once=1 ;;
        --json) json=1 ;;
        --shell) shell=1 ;;
        --help | -h)
            usage
            exit 0
            ;;
        *) complain "'$1' is not an option." ;;
    esac
    shift
done
[ "$once" = "$json" ] || complain "--once and --json go together."
[ -z "$shell" ] || [ -z "$once" ] || complain "--shell goes without --once --json."
[ -z "$shell" ] || [ -z "$wiring" ] || complain "--shell starts no driver: tell the driver in it how the batteries are wired."
if [ -z "$scenario" ]; then
    [ -n "$wiring" ] && scenario=$here/scenarios/two-batteries.json || scenario=$here/scenarios/one-battery.json
fi
case $scenario in
    */* | *.json) ;;
    *) scenario=$here/scenarios/$scenario.json ;;
esac
for program in "${BTBATTERY_PROGRAM-}" "${BTBATTERY_SIMULATOR-}"; do
    [ -z "$program" ] || [ -x "$program" ] || complain "$program is no program."
done
[ -f "$scenario" ] || complain "there is no scenario file $scenario."

# Time passes in a scenario with physics: it is shown at high speed.
physics=""
if grep -q '"physics"' "$scenario"; then
    physics=1
    [ -z "$shell" ] || complain "a scenario with physics is only shown."
    [ -z "$wiring" ] || complain "a scenario with physics says itself how its batteries are wired."
fi

. "$here/scripts/ensure.sh"
if [ -n "$physics" ]; then
    ensure_sdk || exit 4
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
    echo "Building …" >&2
    dotnet build "$here/tests/BtBattery.Bench" -c Release -nologo -clp:ErrorsOnly >&2
    set -- --scenario "$scenario"
    [ -z "$once" ] || set -- "$@" --once --json
    exec dotnet "$here/tests/BtBattery.Bench/bin/Release/net10.0/BtBattery.Bench.dll" show "$@"
fi
ensure dbus-daemon dbus
[ -n "${BTBATTERY_PROGRAM-}" ] && [ -n "${BTBATTERY_SIMULATOR-}" ] || ensure_sdk || exit 4
ensure_install || exit 4

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# program PROJECT NAME FILE: prints FILE if one is given, else builds the project and prints what came of it.
program() {
    if [ -n "$3" ]; then
        realpath "$3"
        return
    fi
    dotnet build "$here/src/$1" -c Release -nologo -clp:ErrorsOnly >&2
    echo "$here/src/$1/bin/Release/net10.0/$2"
}
echo "Building …" >&2
driver=$(program BtBattery.Driver btbattery "${BTBATTERY_PROGRAM-}")
simulator=$(program BtBattery.Simulator btbattery-sim "${BTBATTERY_SIMULATOR-}")

addresses=$("$simulator" addresses --scenario "$scenario") || exit $?

work=$(mktemp -d)
pids=""
# shellcheck disable=SC2317  # called by the trap
clean_up() {
    # A second Ctrl+C must not leave half of it running.
    trap '' INT TERM
    trap - EXIT
    for pid in $pids; do
        kill "$pid" 2>/dev/null || true
    done
    # The last ones first: the driver releases its battery before the bus goes.
    for pid in $pids; do
        wait "$pid" 2>/dev/null || true
    done
    [ -z "$bus_pid" ] || kill "$bus_pid" 2>/dev/null || true
    rm -rf "$work"
}
bus_pid=""
trap clean_up EXIT
# Ctrl+C is how the live view ends; while waiting for data it means that there was none.
trap 'if [ -n "$once" ]; then exit 130; else exit 0; fi' INT
trap 'exit 143' TERM

cat >"$work/bus.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>unix:path=$work/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="false"/><allow receive_sender="*"/><allow own="*"/><allow user="*"/></policy>
</busconfig>
END
dbus-daemon --config-file="$work/bus.conf" --nofork --print-address=3 3>"$work/address" 2>"$work/bus.log" &
bus_pid=$!
until [ -s "$work/address" ]; do
    kill -0 "$bus_pid" 2>/dev/null || {
        echo "demo.sh: the private D-Bus did not start." >&2
        exit 4
    }
    sleep 0.05
done
DBUS_SYSTEM_BUS_ADDRESS=unix:path=$work/bus
export DBUS_SYSTEM_BUS_ADDRESS
unset DBUS_SESSION_BUS_ADDRESS

"$simulator" run --scenario "$scenario" --control "$work/control" 2>"$work/simulator.log" &
pids=$!
: >"$work/config.ini"
if [ -n "$shell" ]; then
    until [ -S "$work/control" ]; do
        kill -0 "$pids" 2>/dev/null || {
            cat "$work/simulator.log" >&2
            exit 4
        }
        sleep 0.05
    done
    mkdir "$work/bin"
    ln -s "$driver" "$simulator" "$work/bin/"
    cd "$work"
    echo "Simulated batteries are near. Try: btbattery scan. Control them: btbattery-sim ctl $work/control help. 'exit' ends." >&2
    status=0
    # Ctrl+C is for what runs in the shell.
    trap '' INT
    PATH=$work/bin:$PATH PS1='demo$ ' sh || status=$?
    exit "$status"
fi
set --
[ -z "$wiring" ] || set -- "$wiring"
[ -z "$expression" ] || set -- "$@" "$expression"
# Not quoted: one argument for each address.
# shellcheck disable=SC2086
"$driver" $addresses "$@" --config "$work/config.ini" 2>"$work/driver.log" &
pids="$! $pids"

set --
if [ -n "$once" ]; then
    echo "Waiting for the first complete data …" >&2
    set -- --once --json --timeout 60 --services 1
else
    echo "Control the simulated batteries from a second terminal: $simulator ctl $work/control help" >&2
fi
# In the background, because a shell acts on a signal only between commands.
"$simulator" watch "$@" &
watch_pid=$!
pids="$watch_pid $pids"
status=0
wait "$watch_pid" || status=$?
if [ "$status" -ne 0 ] && [ "$status" -lt 128 ]; then
    cat "$work"/*.log >&2
fi
exit "$status"
