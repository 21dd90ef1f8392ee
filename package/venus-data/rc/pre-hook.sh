#!/bin/sh
# Run by Venus OS before it unpacks the rest, which it leaves if this fails: a stick that stays in the machine does nothing at each start.
set -eu

root=${BTBATTERY_ROOT:-}
base=$root/data/apps/btbattery
IFS= read -r version <"$(dirname "$0")/VERSION"

if [ -f "$base/current/VERSION" ] && [ "$(cat "$base/current/VERSION")" = "$version" ]; then exit 1; fi
# A version that has failed on this machine fails again.
if [ "$(sed -n 's/^version=//p' "$base/rolled-back" 2>/dev/null)" = "$version" ]; then exit 1; fi

# The same again stays free for others: settings are kept there as well.
IFS= read -r needs <"$(dirname "$0")/KILOBYTES"
free=$(df -Pk "$root/data/" | awk 'NR == 2 { print $4 }')
case $free in '' | *[!0-9]*) exit 0 ;; esac
if [ "$free" -lt $((2 * needs)) ]; then
    sh "$(dirname "$0")/install.sh" "There are $((free / 1024)) MB free on /data, and the package needs $((2 * needs / 1024 + 1)) MB to be unpacked: nothing was done. Remove what you do not need there, old logs and packages for example."
    exit 1
fi
