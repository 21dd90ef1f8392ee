#!/bin/sh
# Runs the driver through many random faults in simulated time and reports how it fared: docs/soak.md says how to read it.
# Exit status 0 if no law was broken, 1 if one was.
set -eu

usage() {
    cat <<'END'
Usage: ./soak.sh [--seed N] [--hours N] [--faults N] [--batteries N]

  --seed N       start of all chance; the same seed repeats a run; default 1
  --hours N      simulated hours in which faults begin; default 24
  --faults N     how many; default 1000
  --batteries N  1 to 4: three JBD and, as the second, a Daly; default 4
  --help         this text

The report goes to standard output, the progress to standard error.
END
}

asked="$*"
while [ $# -gt 0 ]; do
    case $1 in
        --seed | --hours | --faults | --batteries)
            case ${2-} in
                '' | *[!0-9]*)
                    echo "soak.sh: $1 needs a whole number. See './soak.sh --help'." >&2
                    exit 2
                    ;;
            esac
            shift
            ;;
        --help | -h)
            usage
            exit 0
            ;;
        *)
            echo "soak.sh: '$1' is not an option. See './soak.sh --help'." >&2
            exit 2
            ;;
    esac
    shift
done

cd "$(dirname "$0")"
. scripts/ensure.sh
ensure_sdk && ensure_install || exit 4

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
echo "Building …" >&2
dotnet build tests/BtBattery.Soak -c Release -nologo -clp:ErrorsOnly >&2
# shellcheck disable=SC2086  # words that were checked above
exec dotnet tests/BtBattery.Soak/bin/Release/net10.0/BtBattery.Soak.dll $asked
