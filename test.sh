#!/bin/sh
# Installs what is missing, builds everything and runs every test; those of whole programs with the program as it ships, since faults of trimming show only
# there. BTBATTERY_ARCHIVE=FILE in the environment: the archive to take that program from; without it, it is published.
# Ends with one line "N passed, N failed, N skipped"; exit status 0 only if none failed.
set -eu
cd "$(dirname "$0")"
. scripts/ensure.sh

ensure dbus-daemon dbus
ensure dbus-send dbus
ensure gdbus libglib2.0-bin
ensure busctl systemd
ensure systemd-analyze systemd
ensure busybox busybox
ensure shellcheck shellcheck
ensure svscan daemontools
ensure_file /usr/lib/python3/dist-packages/dbus python3-dbus
ensure_file /usr/lib/python3/dist-packages/gi python3-gi
ensure_file /usr/lib/python3/dist-packages/yaml python3-yaml
wish_screens
ensure_sdk && ensure_install || exit 4

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

echo "Building …"
if ! dotnet build BtBattery.sln -c Release -nologo -clp:ErrorsOnly; then
    echo "The build failed."
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi

echo "Publishing …"
published=0 archive=${BTBATTERY_ARCHIVE-}
if [ -z "$archive" ]; then
    ./publish.sh "$(this_rid)" >"$results/published" || published=$?
    archive=$(sed -n '1s/  .*//p' "$results/published")
fi
case $published in
    0)
        tar -xzf "$archive" -C "$results"
        BTBATTERY_PROGRAM=$(echo "$results"/btbattery-*/btbattery)
        export BTBATTERY_PROGRAM
        ;;
    3)
        unset BTBATTERY_PROGRAM
        echo "Going on with the program that the build made instead of the one that ships."
        ;;
    *)
        echo "Publishing failed."
        echo "0 passed, 1 failed, 0 skipped"
        exit 1
        ;;
esac

echo "Testing …"
status=0
dotnet test BtBattery.sln -c Release --no-build -v quiet -nologo --logger "console;verbosity=minimal" --logger trx --results-directory "$results" || status=$?

# One <Counters …/> element per test project holds its figures.
cat "$results"/*.trx | tr '>' '\n' | awk -v status="$status" '
    function figure(name,   text) {
        return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0
    }
    /<Counters / {
        total += figure("total"); passed += figure("passed")
        failed += figure("failed") + figure("error") + figure("timeout") + figure("aborted")
    }
    END {
        if (status != 0 && failed == 0) { print "The test run itself failed (exit " status ")."; failed = 1 }
        if (passed == 0 && failed == 0) { print "No test ran."; failed = 1 }
        skipped = total - passed - failed
        printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped < 0 ? 0 : skipped
        exit failed > 0
    }'
