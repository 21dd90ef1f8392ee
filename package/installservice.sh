#!/bin/sh
# The entry of the archive. Before anything of ours is started it looks whether it can be: a program for another processor, or for a newer system, cannot say so itself.
set -eu

usage() {
    cat <<'TEXT'
Usage: installservice.sh MAC… [-s | -p | --topology …]
       installservice.sh --check

Installs BtBattery, or installs it again: looks whether it can run on this machine, then calls
'btbattery install' beside this script with everything that was given. 'btbattery install --help'
has the rest. With more than one MAC, say how the batteries are wired: -s in series, -p in parallel.

  --check   only looks whether this version can run here, and changes nothing
  --help    this text

BTBATTERY_ROOT=FOLDER: the files of the machine are in that folder, as in a test or an image.

Exit status: 0 done; 2 wrong usage; 4 it cannot run here, for the reason that is said.
TEXT
}

refuse() {
    printf '%s\n' "$1" >&2
    exit 4
}

here=$(cd "$(dirname "$0")" && pwd -P)
root=${BTBATTERY_ROOT:-}
check=""
case ${1-} in
    --help | -h)
        usage
        exit 0
        ;;
    --check)
        check=yes
        if [ $# -gt 1 ]; then
            echo "installservice.sh: --check takes nothing else. See 'installservice.sh --help'." >&2
            exit 2
        fi
        ;;
esac

if [ -n "$root" ] && [ ! -d "$root" ]; then refuse "BTBATTERY_ROOT is '$root', and there is no such folder."; fi
[ -n "$root" ] || [ "$(id -u)" = 0 ] || refuse "Only root can install BtBattery: run this as root, or with sudo in front."

# --- What this archive is for.

rid=""
version=""
IFS= read -r rid 2>/dev/null <"$here/RID" || :
IFS= read -r version 2>/dev/null <"$here/VERSION" || :
if [ -z "$rid" ] || [ -z "$version" ]; then refuse "$here is not a whole archive of BtBattery: unpack it again, and copy it again if that does not help."; fi

# Which Venus OS has a new enough glibc, and which glibc that is: .NET 10 needs 2.35 on 32-bit ARM and 2.27 elsewhere; there is no 64-bit Venus OS before v3.70.
case $rid in
    linux-arm) loader=/lib/ld-linux-armhf.so.3 folder=arm-linux-gnueabihf glibc=35 needed="v3.60 (32-bit)" major=3 minor=60 ;;
    linux-arm64) loader=/lib/ld-linux-aarch64.so.1 folder=aarch64-linux-gnu glibc=27 needed="v3.70 (64-bit)" major=3 minor=70 ;;
    linux-x64) loader=/lib64/ld-linux-x86-64.so.2 folder=x86_64-linux-gnu glibc=27 needed=v3.60 major=3 minor=60 ;;
    *) refuse "This archive is for '$rid', which installservice.sh does not know: take the archive of a release." ;;
esac

# --- The machine. What the kernel says it is does not count: a Raspberry Pi 4 with Venus OS has a 64-bit processor, and programs of 32 bits.

found=""
for other in linux-arm:/lib/ld-linux-armhf.so.3 linux-arm64:/lib/ld-linux-aarch64.so.1 linux-x64:/lib64/ld-linux-x86-64.so.2; do
    if [ -e "$root${other#*:}" ]; then found=${found:-${other%%:*}}; fi
done
if [ ! -e "$root$loader" ]; then
    [ -n "$found" ] || refuse "This archive is for $rid, and $root$loader is missing: no archive of BtBattery fits this machine, which has no glibc of a known kind."
    refuse "This archive is for $rid, but this machine runs programs for $found: take btbattery-$version-$found.tar.gz."
fi

# v3.70~44, v3.77, v3.80-large-24; without a beta's number it comes after all of them. Fails where that is no GX device.
firmware="" is_known=""
read_firmware() {
    line=""
    IFS= read -r line 2>/dev/null <"$root/opt/victronenergy/version" || [ -n "$line" ] || return 1
    firmware=${line%%[-[:space:]]*}
    number=${firmware#v}
    case $number in *.*) ;; *) return 1 ;; esac
    firmware_major=${number%%.*}
    firmware_minor=${number#*.}
    firmware_minor=${firmware_minor%%~*}
    for part in "$firmware_major" "$firmware_minor"; do
        case $part in '' | *[!0-9]* | ?????*) return 1 ;; esac
    done
    is_known=yes
}

new_enough() {
    [ "$firmware_major" -gt "$major" ] || { [ "$firmware_major" -eq "$major" ] && [ "$firmware_minor" -ge "$minor" ]; }
}

if read_firmware && ! new_enough; then
    refuse "This machine has Venus OS $firmware, and BtBattery needs $needed or later: update the firmware first (Settings, Firmware, Online updates)."
fi

# places_of LIBRARY: where it is.
places_of() {
    for place in "lib/$folder" "usr/lib/$folder" lib lib64 usr/lib usr/lib64; do
        if [ -e "$root/$place/$1" ]; then printf '%s\n' "$root/$place/$1"; fi
    done
}

# The text in the library itself: to run it would need the mode, and fail in an image of another machine. Older ones have it in the name of the file, too.
find_glibc() {
    while IFS= read -r library && [ -n "$library" ]; do
        found=$(tr -c ' -~' '\n' <"$library" | sed -n 's/.*GNU C Library .*release version 2[.]\([0-9][0-9]*\).*/\1/p' | head -n 1)
        [ -n "$found" ] || found=$(readlink "$library" | sed -n 's/.*libc-2[.]\([0-9][0-9]*\)[.]so.*/\1/p')
        [ -z "$found" ] || return 0
    done <<PLACES
$(places_of libc.so.6)
PLACES
    return 1
}

# A firmware that is new enough has a glibc that is, wherever it lies. Elsewhere nothing else tells.
if find_glibc; then
    [ "$found" -ge $glibc ] || refuse "This machine has glibc 2.$found, and BtBattery for $rid needs 2.$glibc: on a GX device that is Venus OS $needed or later; elsewhere a newer release of the system."
    for library in libstdc++.so.6:libstdc++6 libgcc_s.so.1:libgcc-s1; do
        [ -n "$(places_of "${library%:*}")" ] ||
            refuse "This machine has no ${library%:*}, which BtBattery needs: Venus OS brings it; on Debian and Raspberry Pi OS it comes with 'apt install ${library#*:}'."
    done
elif [ -z "$is_known" ]; then
    refuse "The version of glibc could not be found below ${root:-/}, and BtBattery needs 2.$glibc or later: install it on Venus OS, Debian or Raspberry Pi OS."
fi

# --- The archive. A machine without sha256sum leaves it to the program, which looks itself before it installs anything.

damaged=""
if command -v sha256sum >/dev/null; then
    damaged=$(cd "$here" && { sha256sum -c SHA256SUMS 2>/dev/null || echo "SHA256SUMS: FAILED"; } | sed -n '/: OK$/!s/: .*//p' | head -n 1)
else
    echo "This machine has no program sha256sum: whether the archive is whole is seen when it is installed."
fi
if [ -n "$damaged" ] || [ ! -s "$here/SHA256SUMS" ]; then
    refuse "$here is damaged (${damaged:-SHA256SUMS}): copy the archive again and unpack it again."
fi
[ -x "$here/btbattery" ] || refuse "$here/btbattery may not be executed there: unpack the archive in /data, not on a stick or card."

# --- Space, with 10 MB that stay free for others: settings are kept there as well. What lies in a slot already needs none.

if [ -f "$root/opt/victronenergy/version" ]; then base=/data/apps/btbattery; else base=/opt/btbattery; fi
space=$root$base
real=""
if [ -n "$root" ]; then real=$(cd "$root" && pwd -P); fi
case $here in
    "$real$base"/slots/*) ;;
    *)
        while [ -n "$space" ] && [ ! -d "$space" ]; do space=${space%/*}; done
        needs=$(du -sk "$here" | sed 's/[^0-9].*//')
        free=$(df -Pk "$space/" | awk 'NR == 2 { print $4 }')
        case $free in '' | *[!0-9]*) refuse "The free space of ${space:-/} could not be found out with df: BtBattery needs $((needs / 1024 + 11)) MB there." ;; esac
        [ "$free" -ge $((needs + 10240)) ] || refuse "There are $((free / 1024)) MB free on ${space:-/}, and BtBattery needs $((needs / 1024 + 11)) MB: remove what you do not need there, old logs and packages for example."
        ;;
esac

if [ -n "$check" ]; then
    echo "BtBattery $version can run here."
    exit 0
fi
exec "$here/btbattery" install "$@"
