#!/bin/sh
# Lets the driver lead many banks of real cells through a day, in simulated time, and reports how they fared: docs/bench.md says how to read it.
# Exit status 0 if nothing happened that must never happen, 1 if something did.
set -eu

usage() {
    cat <<'END'
Usage: ./bench-physics.sh [--banks N] [--seed N] [--hours N] [--only STORY [--bank N]] [--plots FOLDER]
       ./bench-physics.sh [--reference] [--mutations]

  --banks N       how many banks; default 500
  --seed N        start of all chance; the same seed repeats a run; default 1
  --hours N       simulated hours of each bank; without it those of its story, up to 24
  --only STORY    one kind of bank: day, or what is wrong in it, such as silent-full; a wrong
                  name shows them all
  --bank N        one bank of that story, by the number that a report gave
  --plots FOLDER  where a picture of each failure goes; default artifacts/bench
  --reference     instead, banks in which the rules of dbus-btbattery fail, and what sees it
  --mutations     instead, each rule of the driver left out once, and what sees it
  --help          this text

The report goes to standard output, the progress to standard error.
END
}

complain() {
    echo "bench-physics.sh: $1 See './bench-physics.sh --help'." >&2
    exit 2
}

option=""
for word in "$@"; do
    case $option in
        --banks | --seed | --bank)
            case $word in
                '' | *[!0-9]*) complain "$option needs a whole number." ;;
            esac
            option=""
            ;;
        --hours | --only | --plots) option="" ;;
        *)
            case $word in
                --banks | --seed | --bank | --hours | --only | --plots) option=$word ;;
                --reference | --mutations) ;;
                --help | -h)
                    usage
                    exit 0
                    ;;
                *) complain "'$word' is not an option." ;;
            esac
            ;;
    esac
done
[ -z "$option" ] || complain "$option needs a value."

cd "$(dirname "$0")"
. scripts/ensure.sh
ensure_sdk && ensure_install || exit 4

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
echo "Building …" >&2
dotnet build tests/BtBattery.Bench -c Release -nologo -clp:ErrorsOnly >&2

# What the driver keeps is written every fifteen simulated seconds: not to a disk, if there is memory for files.
[ -n "${TMPDIR-}" ] || ! [ -w /dev/shm ] || export TMPDIR=/dev/shm

# Code that is watched before it is compiled for good becomes a quarter faster, which pays after some banks and not in one.
case " $* " in
    *" --bank "*) export DOTNET_TieredPGO=0 ;;
esac
exec dotnet tests/BtBattery.Bench/bin/Release/net10.0/BtBattery.Bench.dll "$@"
