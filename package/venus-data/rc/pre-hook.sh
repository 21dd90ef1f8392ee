#!/bin/sh
# Run by Venus OS before it unpacks the rest, which it leaves if this fails: a stick that stays in the machine does nothing at each start.
set -eu

root=${BTBATTERY_ROOT:-}
base=$root/data/apps/btbattery
IFS= read -r version <"$(dirname "$0")/VERSION"

if [ -f "$base/current/VERSION" ] && [ "$(cat "$base/current/VERSION")" = "$version" ]; then exit 1; fi
# A version that has failed on this machine fails again.
if [ "$(sed -n 's/^version=//p' "$base/rolled-back" 2>/dev/null)" = "$version" ]; then exit 1; fi
