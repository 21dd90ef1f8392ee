#!/bin/sh
# Measures what the driver costs while it serves four batteries, beside what it may cost: docs/benchmarks.md says what the figures mean.
# Exit status 0 if everything is within its budget, 1 if something is not, 2 for wrong usage, 4 if it could not be measured.
set -eu

usage() {
    cat <<'END'
Usage: ./bench.sh [--minutes N] [--starts N] [--program FILE] [--archive FILE] [--json]

Serves four simulated batteries of sixteen cells, polled every 2 s, and prints memory, processor time, wake-ups, messages
and times of the start beside the budget of each.

  --minutes N     how long it serves; default 10
  --starts N      how often it is started for the times of the start; default 5
  --program FILE  the program; without it one is published for this machine, which takes some minutes
  --archive FILE  the archive that the program comes in, to be weighed too
  --json          the figures as JSON
  --help          this text

The table goes to standard output, the progress to standard error.
END
}

program="" archive="" options=""
while [ $# -gt 0 ]; do
    case $1 in
        --minutes | --starts)
            case ${2-} in
                '' | *[!0-9.]* | .* | *.*.*)
                    echo "bench.sh: $1 needs a number. See './bench.sh --help'." >&2
                    exit 2
                    ;;
            esac
            options="$options $1 $2"
            shift
            ;;
        --program | --archive)
            if [ ! -f "${2-}" ]; then
                echo "bench.sh: $1 needs a file that is there. See './bench.sh --help'." >&2
                exit 2
            fi
            file=$(realpath "$2")
            if [ "$1" = --program ]; then program=$file; else archive=$file; fi
            shift
            ;;
        --json) options="$options --json" ;;
        --help | -h)
            usage
            exit 0
            ;;
        *)
            echo "bench.sh: '$1' is not an option. See './bench.sh --help'." >&2
            exit 2
            ;;
    esac
    shift
done

cd "$(dirname "$0")"
. scripts/ensure.sh
ensure dbus-daemon dbus
ensure dbus-monitor dbus
ensure_sdk && ensure_install || exit 4

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
if [ -z "$program" ]; then
    rid=$(this_rid)
    echo "Publishing for $rid …" >&2
    ./publish.sh "$rid" >&2 || exit 4
    archive=$(realpath "artifacts/btbattery-$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)-$rid.tar.gz")
    unpacked=$(mktemp -d)
    trap 'rm -rf "$unpacked"' EXIT
    tar -xzf "$archive" -C "$unpacked" --strip-components=1
    program=$unpacked/btbattery
fi

echo "Building …" >&2
dotnet build tests/BtBattery.Weight -c Release -nologo -clp:ErrorsOnly >&2 || exit 4
status=0
# shellcheck disable=SC2086  # words that were checked above
dotnet tests/BtBattery.Weight/bin/Release/net10.0/BtBattery.Weight.dll --program "$program" ${archive:+--archive "$archive"} $options || status=$?
exit $status
