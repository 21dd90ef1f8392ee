#!/bin/sh
# Lays out a folder as an archive has it: what publish.sh packs, and what the tests install from.
set -eu

usage() {
    cat <<'TEXT'
Usage: package/stage.sh OUTDIR PROGRAMFOLDER PLUGIN VERSION RID LICENSES

Makes OUTDIR, the top folder of an archive. A folder of that name is replaced.

  PROGRAMFOLDER   where the program btbattery is, with everything that it needs to start
  PLUGIN          the plugin for gui-v2, BtBattery.json
  VERSION, RID    such as 1.2.0 and linux-arm
  LICENSES        the list of licences of what is inside

Exit status: 0 made; 1 something is missing; 2 wrong usage.
TEXT
}

case ${1-} in --help | -h) usage; exit 0 ;; esac
if [ $# -ne 6 ]; then
    usage >&2
    exit 2
fi
out=$1 program=$2 plugin=$3 version=$4 rid=$5 licenses=$6
sources=$(cd "$(dirname "$0")/.." && pwd -P)

fail() {
    echo "stage.sh: $1" >&2
    exit 1
}

# put MODE SOURCE TARGET
put() {
    [ -f "$2" ] || fail "There is no file $2."
    mkdir -p "$out/$(dirname "$3")"
    cp "$2" "$out/$3"
    chmod "$1" "$out/$3"
}

[ -x "$program/btbattery" ] || fail "There is no program $program/btbattery."
rm -rf "$out"
mkdir -p "$out"
find "$program" -type f ! -name '*.pdb' ! -name '*.dbg' ! -name '*.xml' | while IFS= read -r file; do
    mode=644
    [ "$file" != "$program/btbattery" ] || mode=755
    put "$mode" "$file" "${file#"$program"/}"
done
echo "$version" >"$out/VERSION"
echo "$rid" >"$out/RID"
put 644 "$licenses" LICENSES.md
for file in README.md CHANGELOG.md default_config.ini samples/lfp_config.ini samples/liion_config.ini; do
    put 644 "$sources/$file" "$file"
done
for file in installservice.sh boot.sh service/run service/log/run systemd/trial.sh; do
    put 755 "$sources/package/$file" "$file"
done
for file in trial.sh systemd/btbattery.service dbus/btbattery.conf; do
    put 644 "$sources/package/$file" "$file"
done
put 755 "$sources/rpi_bt_firmware/installfirmware.sh" rpi_bt_firmware/installfirmware.sh
put 755 "$sources/qml/install-qml.sh" qml/install-qml.sh
for file in "$sources"/qml/gui-v1/*.qml; do
    put 644 "$file" "qml/gui-v1/${file##*/}"
done
put 644 "$plugin" qml/gui-v2/BtBattery.json

# Of all the others; the list cannot have its own.
(cd "$out" && find . -type f ! -name 'SHA256SUMS*' | LC_ALL=C sort | sed 's|^\./||' | xargs sha256sum) >"$out/SHA256SUMS.new"
mv "$out/SHA256SUMS.new" "$out/SHA256SUMS"
chmod 644 "$out"/VERSION "$out"/RID "$out"/SHA256SUMS
