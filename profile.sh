#!/bin/sh
# Makes src/BtBattery.Driver/run.mibc anew: which methods run while the driver starts and serves. Only those are compiled beforehand in what ships (docs/publishing.md).
set -eu

usage() {
    cat <<'END'
Usage: ./profile.sh

Runs the driver with four simulated batteries, one of each kind, for half a minute, hears which methods the runtime compiles, and writes them into
src/BtBattery.Driver/run.mibc. To be done when start or size have grown; a profile that is out of date costs time at the start, and nothing else.

  --help   this text
END
}

case ${1-} in
    "") ;;
    --help | -h)
        usage
        exit 0
        ;;
    *)
        echo "profile.sh: '$1' is not an option. See './profile.sh --help'." >&2
        exit 2
        ;;
esac

cd "$(dirname "$0")"
. scripts/ensure.sh
ensure_sdk && ensure_install || exit 4

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
for project in Driver Profile; do
    dotnet build "src/BtBattery.$project" -c Release -nologo -clp:ErrorsOnly >&2
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r src/BtBattery.Driver/bin/Release/net10.0 "$work/driver"
# The runtime tells of what it compiles only where such telling is not switched off.
sed -i 's/\(EventSource.IsSupported": \)false/\1true/' "$work/driver/btbattery.runtimeconfig.json"

# run_driver VARIABLES …: with nothing compiled beforehand, and nothing put into others to save calls.
run_driver() {
    printf '#!/bin/sh\nexec env DOTNET_ReadyToRun=0 DOTNET_TieredCompilation=1 %s %s/driver/btbattery "$@"\n' "$*" "$work" >"$work/btbattery"
    chmod +x "$work/btbattery"
    status=0
    BTBATTERY_PROGRAM=$work/btbattery timeout --foreground -s INT 30 ./demo.sh --parallel --scenario scenarios/four-kinds.json >/dev/null || status=$?
    # What timeout says when it was needed; anything else ended by itself.
    [ "$status" = 124 ]
}
run_driver "DOTNET_JitStdOutFile=$work/listing DOTNET_JitDisasmSummary=1"
run_driver "DOTNET_STARTUP_HOOKS=$PWD/src/BtBattery.Profile/bin/Release/net10.0/btbattery-profile.dll BTBATTERY_LISTING=$work/listing BTBATTERY_PROFILE=$work/run.mibc"
mv "$work/run.mibc" src/BtBattery.Driver/run.mibc
ls -l src/BtBattery.Driver/run.mibc
