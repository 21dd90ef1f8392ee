#!/bin/sh
# Makes src/BtBattery.Driver/run.mibc and restart.mibc anew: which methods run while the driver starts and serves. Only those are compiled beforehand in what ships (docs/publishing.md).
set -eu

usage() {
    cat <<'END'
Usage: ./profile.sh

Runs the driver with four simulated batteries, one of each kind, and again with what it kept, for some minutes, hears which methods the runtime compiles, and writes them into
src/BtBattery.Driver/run.mibc and restart.mibc. To be done when start or size have grown; a profile that is out of date costs time at the start, and nothing else.

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
for project in src/BtBattery.Driver src/BtBattery.Profile tests/BtBattery.Weight; do
    dotnet build "$project" -c Release -nologo -clp:ErrorsOnly >&2
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r src/BtBattery.Driver/bin/Release/net10.0 "$work/driver"
# The runtime tells of what it compiles only where such telling is not switched off.
sed -i 's/\(EventSource.IsSupported": \)false/\1true/' "$work/driver/btbattery.runtimeconfig.json"

# make_driver VARIABLES …: the driver with nothing compiled beforehand, and nothing put into others to save calls.
make_driver() {
    printf '#!/bin/sh\nexec env DOTNET_ReadyToRun=0 DOTNET_TieredCompilation=1 %s %s/driver/btbattery "$@"\n' "$*" "$work" >"$work/btbattery"
    chmod +x "$work/btbattery"
}

# serve_four_kinds SECONDS. What timeout says when it was needed is no failure here; anything else ended by itself.
serve_four_kinds() {
    status=0
    BTBATTERY_PROGRAM=$work/btbattery timeout --foreground -s INT "$1" ./demo.sh --parallel --scenario scenarios/four-kinds.json >/dev/null || status=$?
    [ "$status" = 124 ]
}

# serve_again MINUTES: started a second time, with what the first start kept. What it weighs so is of no interest.
serve_again() {
    status=0
    dotnet tests/BtBattery.Weight/bin/Release/net10.0/BtBattery.Weight.dll --minutes "$1" --starts 2 --program "$work/btbattery" >/dev/null || status=$?
    [ "$status" -le 1 ]
}

make_driver "DOTNET_JitStdOutFile=$work/listing.\$\$ DOTNET_JitDisasmSummary=1"
serve_four_kinds 30
serve_again 0.2
cat "$work"/listing.* >"$work/listing"

# A listing writes an enumeration as the number it is kept in, so its generic methods are known only to who listens: in both starts. Of the listing is taken what is in libraries that are
# loaded by then: what compresses recordings comes last, after more than a minute.
listen="DOTNET_STARTUP_HOOKS=$PWD/src/BtBattery.Profile/bin/Release/net10.0/btbattery-profile.dll BTBATTERY_LISTING=$work/listing"
make_driver "$listen BTBATTERY_PROFILE=$work/run.mibc"
serve_four_kinds 150

# For long enough to do what is done each minute, and each five where a recorder begins a new segment.
make_driver "$listen BTBATTERY_PROFILE=$work/restart.mibc"
serve_again 6
mv "$work/run.mibc" "$work/restart.mibc" src/BtBattery.Driver/
ls -l src/BtBattery.Driver/*.mibc
