#!/bin/sh
# Run by Venus OS after it has unpacked the rest into /data, early in the start: services do not run yet, and other things wait for this to end. Newer ones say how that went; those before
# say nothing, and then install.sh looks itself.
set -eu

# The folder of this script is gone as soon as it has ended.
script=${BTBATTERY_ROOT:-}/run/btbattery/install.sh
mkdir -p "${script%/*}"
cp "$(dirname "$0")/install.sh" "$script"
sentence=""
if [ "${1:-success}" != success ]; then
    sentence="Venus OS could not unpack the package into /data ($1): nothing was done. Make room there, or copy venus-data.tar.gz to the stick again."
fi
( sh "$script" "$sentence" </dev/null >/dev/null 2>&1 & )
