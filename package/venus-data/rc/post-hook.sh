#!/bin/sh
# Run by Venus OS after it has unpacked the rest into /data, early in the start: services do not run yet, and other things wait for this to end.
set -eu

( sh "${BTBATTERY_ROOT:-}/data/btbattery-stick/install.sh" </dev/null >/dev/null 2>&1 & )
