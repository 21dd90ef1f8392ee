#!/bin/sh
# Puts the Bluetooth firmware of a Raspberry Pi where the machine loads it from, and takes it back. It brings no firmware: the owner does, and it checks what it is given.
# docs/rpi-bluetooth-firmware.md says when that is of use, and where each figure below comes from.
set -eu

readonly BEFORE=.btbattery-before SUM=.btbattery-sum NEW=.btbattery-new PACKAGE=bluez-firmware

# What is known to be good: chip, SHA-256, where it is from, what it calls itself. The newest of a chip comes last. Worked out from the files in Debian's packages.
known() {
    cat <<'TABLE'
BCM43430A1 c096ad4a5c3f06ed7d69eba246bf89ada9acba64a5b6f51b1e9c12f99bb1e1a7 1.2-9 BCM43438A1 37.4MHz Raspberry Pi 3-0141
BCM4345C0 8b3ef20cc40f4cad64f7acd98f9e9d4e5401252836f190388aa5c9c0b7e30648 1.2-9 BCM43455 37.4MHz Raspberry Pi 3+-0187
BCM4345C0 51c45e77ddad91a19e96dc8fb75295b2087c279940df2634b23baf71b6dea42c 1.2-13 BCM43455 37.4MHz Raspberry Pi 3+-0190
BCM4345C5 dde785c4fa1351b52bda9c74554ae55bc74ecbe44935b9c3d83c7fe282cf17cf 1.2-9 BCM4345C5 37.4MHz wlbga_iLNA_iTR_eLG_BT5p0 [Baseline: 0054]
BCM4345C5 fb9f4ec2df5301bd35f416384e103c012c5983024c49aa72fbbaf90177512caa 1.2-13 BCM43456 37.4MHz Raspberry Pi BT5.0 [Version: 1052.1108]
TABLE
}

usage() {
    cat <<TEXT
Usage: installfirmware.sh [FILE] [--force] [--restore]

Bluetooth firmware of a Raspberry Pi. Without FILE it says which chip there is, which firmware is in place and
which one is loaded, whether there is a newer one, and where you get it.

  FILE       the firmware (such as BCM4345C0.hcd) from the package $PACKAGE of Debian or Raspberry Pi OS;
             it is checked, the one in place is kept, and FILE takes its place
  --force    takes a FILE that is not in the table of known versions, if it is made as such a file is
  --restore  puts back what was there before
  --help     this text

With BTBATTERY_ROOT=FOLDER the files of the machine are in that folder.
Exit status: 0 done, or nothing to do; 1 it cannot be done; 2 wrong usage; 3 FILE was refused.
TEXT
}

say() {
    printf '%s\n' "$1"
}

# fail STATUS SENTENCE
fail() {
    printf '%s\n' "$2" >&2
    exit "$1"
}

root=${BTBATTERY_ROOT:-}
root=${root%/}
file="" action=look force=""
while [ $# -gt 0 ]; do
    case $1 in
        --restore) action=restore ;;
        --force) force=yes ;;
        --help | -h) usage; exit 0 ;;
        -*) fail 2 "installfirmware.sh: '$1' is not an option. See 'installfirmware.sh --help'." ;;
        *)
            [ -z "$file" ] || fail 2 "installfirmware.sh: one FILE only. See 'installfirmware.sh --help'."
            file=$1 ;;
    esac
    shift
done
if [ -n "$file" ]; then
    [ $action = look ] || fail 2 "installfirmware.sh: FILE or --restore, not both. See 'installfirmware.sh --help'."
    action=install
elif [ -n "$force" ]; then
    fail 2 "installfirmware.sh: --force needs a FILE. See 'installfirmware.sh --help'."
fi

remounted="" unfinished=""
finish() {
    [ -z "$unfinished" ] || rm -f "$unfinished" 2>/dev/null || :
    if [ -n "$remounted" ]; then make_read_only; fi
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# --- Which machine, which chip.

board="" model="this machine"
read_board() {
    # Names that end in zero bytes: the board first, then what it is made of.
    if [ -r "$root/proc/device-tree/compatible" ]; then
        board=$(tr '\0' '\n' <"$root/proc/device-tree/compatible" | sed -n 's/^\(raspberrypi,.*\)$/\1/p' | head -n 1)
    fi
    if [ -r "$root/proc/device-tree/model" ]; then model=$(tr -d '\0' <"$root/proc/device-tree/model"); fi
}

# What the kernel said about Bluetooth since the start, as far as it is kept.
kernel_log() {
    { dmesg 2>/dev/null || :; } | grep 'Bluetooth: hci' || cat "$root/var/log/messages" "$root/var/log/kern.log" 2>/dev/null | grep 'Bluetooth: hci' || :
}

# The chip by what the kernel read from it, or else by the board, where all of a kind have the same.
chip="" loaded=""
find_chip() {
    [ "$board" != raspberrypi,model-zero-2-w ] ||
        fail 1 "$model has a chip of another maker (Synaptics) that calls itself like that of older ones: no firmware for it is known here, and the one for those is not for it."
    log=$(kernel_log)
    chip=$(printf '%s\n' "$log" | sed -n 's/.*hci[0-9]*: \(BCM4[0-9A-Z]*\) ([0-9.]*) build .*/\1/p' | tail -n 1)
    loaded=$(printf '%s\n' "$log" | sed -n 's/.*hci[0-9]*: \(BCM[0-9A-Z]* [0-9.]*MHz .*\)$/\1/p' | tail -n 1)
    known | grep -q "^$chip " || chip=""
    if [ -n "$chip" ]; then return 0; fi
    case $board in
        raspberrypi,3-model-b | raspberrypi,model-zero-w) chip=BCM43430A1 ;;
        raspberrypi,3-model-a-plus | raspberrypi,3-model-b-plus | raspberrypi,4-model-b | raspberrypi,5-model-b) chip=BCM4345C0 ;;
        raspberrypi,400) chip=BCM4345C5 ;;
        raspberrypi,4-compute-module)
            fail 1 "$model comes with one chip or another, and the kernel's log does not say any more which: start the machine anew and try again." ;;
        "") fail 1 "$model is no Raspberry Pi. The Bluetooth firmware of a GX device comes with Venus OS, and nothing is to be done here." ;;
        *) fail 1 "$model ($board) has no Bluetooth chip that is known here. A USB adapter brings its own firmware." ;;
    esac
}

# resolve PATH: where its links lead to; those from / are below the folder that stands for the machine.
resolve() {
    path=$1
    for _ in 1 2 3 4 5 6 7 8; do
        if [ ! -L "$path" ]; then break; fi
        link=$(readlink "$path")
        case $link in
            /*) path=$root$link ;;
            *) path=${path%/*}/$link ;;
        esac
    done
    printf '%s\n' "$path"
}

# The file that the machine loads: the kernel takes the one with the name of the board if there is one, hciattach looks into /etc/firmware.
target=""
find_target() {
    for path in "$root/lib/firmware/brcm/$chip.$board.hcd" "$root/lib/firmware/brcm/$chip.hcd" "$root/etc/firmware/$chip.hcd" "$root/lib/firmware/$chip.hcd"; do
        if [ -e "$path" ] || [ -L "$path" ]; then
            target=$(resolve "$path")
            return 0
        fi
    done
    target=$root/lib/firmware/brcm/$chip.hcd
}

# --- Versions.

sum_of() {
    sha256sum "$1" 2>/dev/null | cut -d ' ' -f 1
}

# name_in FILE: what a firmware calls itself.
name_in() {
    tr -c '[:print:]' '\n' <"$1" | sed -n 's/^.*\(BCM[0-9][0-9A-Z]* [0-9.]*MHz .*\)$/\1/p' | head -n 1
}

# describe FILE
describe() {
    line=$(known | grep " $(sum_of "$1") " || :)
    if [ -n "$line" ]; then
        rest=${line#* * }
        printf '%s (%s %s)\n' "${rest#* }" "$PACKAGE" "${rest%% *}"
    else
        name=$(name_in "$1")
        printf '%s, which is not in the table of this script\n' "${name:-a file without a name}"
    fi
}

newest() {
    known | grep "^$chip " | tail -n 1
}

# bytes_of FILE: as numbers. BusyBox may have been made without either of these.
bytes_of() {
    if printf x | od -An -v -tu1 >/dev/null 2>&1; then od -An -v -tu1 "$1"; else hexdump -v -e '1/1 "%u "' "$1"; fi
}

# is_hcd FILE: a row of commands for the chip, each two bytes, a length and so many bytes more: write memory (FC4C), and last of all run it (FC4E).
is_hcd() {
    bytes_of "$1" | awk '
        {
            for (i = 1; i <= NF; i++) {
                if (at == 0) low = $i
                else if (at == 1) { command = $i * 256 + low; if (command != 64588 && command != 64590) wrong = 1; last = command; commands++ }
                else if (at == 2) left = $i
                else left--
                at++
                if (at >= 3 && left == 0) at = 0
            }
        }
        END { exit wrong || at != 0 || commands < 2 || last != 64590 }'
}

check_file() {
    if [ ! -f "$file" ] || [ ! -r "$file" ]; then fail 3 "There is no file '$file'."; fi
    sum=$(sum_of "$file")
    [ -n "$sum" ] || fail 1 "This machine has no program sha256sum: the file cannot be checked."
    line=$(known | grep " $sum " || :)
    if [ -n "$line" ]; then
        [ "${line%% *}" = "$chip" ] || fail 3 "$file is the firmware of ${line%% *}, and $model has $chip: it was not installed."
        return 0
    fi
    is_hcd "$file" || fail 3 "$file is no Bluetooth firmware of that kind (.hcd), or not all of one: it was not installed."
    [ -n "$force" ] ||
        fail 3 "$file ($(describe "$file")) is not known to be good for $chip, and was not installed. If it is from a source that you trust, --force installs it; what is checked then is only that it is whole."
}

# --- Files. Power may fail at any moment: what the machine loads is whole, the old one or the new one.

# put SOURCE TARGET
put() {
    unfinished=$2$NEW
    { cp -p "$1" "$2$NEW" && cmp -s "$1" "$2$NEW" && sync && mv -f "$2$NEW" "$2"; } || fail 1 "$2 could not be written: is there room?"
    unfinished=""
}

# The root file system of a GX device is read-only, and is again afterwards.
make_writable() {
    folder=${target%/*}
    # By its name it is ours, whatever is left of it.
    unfinished=$target$NEW
    if ! { mkdir -p "$folder" && touch "$target$NEW"; } 2>/dev/null; then
        if mount -o remount,rw "${root:-/}" 2>/dev/null; then remounted=yes; fi
        { mkdir -p "$folder" && touch "$target$NEW"; } 2>/dev/null || fail 1 "$folder cannot be written to: nothing was changed. Are you root?"
    fi
    rm -f "$target$NEW" "$target$BEFORE$NEW" "$target$SUM$NEW"
    unfinished=""
}

# Refused while another program has a file open for writing.
make_read_only() {
    mount -o remount,ro "${root:-/}" 2>/dev/null && return 0
    sleep 1
    mount -o remount,ro "${root:-/}" 2>/dev/null || say "The root file system stays writable until the next start: another program is writing to it."
}

# True if what is in place is what this script has put there.
is_ours() {
    [ -s "$target$SUM" ] && [ -e "$target" ] && [ "$(sum_of "$target")" = "$(cat "$target$SUM")" ]
}

demand_root() {
    [ -n "$root" ] || [ "$(id -u)" = 0 ] || fail 1 "This changes the machine: run it as root (sudo)."
}

# What was there is kept first, then what will be there is noted, and then it comes: a note without a copy means that nothing was there.
install_file() {
    demand_root
    check_file
    if [ "$(sum_of "$target")" = "$sum" ]; then
        say "$target is that file already: $(describe "$target"). Nothing was changed."
        return 0
    fi
    make_writable
    if [ -e "$target" ] && ! is_ours; then
        put "$target" "$target$BEFORE"
    elif [ ! -e "$target" ]; then
        rm -f "$target$BEFORE"
    fi
    unfinished=$target$SUM$NEW
    { printf '%s\n' "$sum" >"$target$SUM$NEW" && sync && mv -f "$target$SUM$NEW" "$target$SUM"; } || fail 1 "$target$SUM could not be written: is there room?"
    unfinished=$target$NEW
    { cp "$file" "$target$NEW" && chmod 644 "$target$NEW" && cmp -s "$file" "$target$NEW" && sync && mv -f "$target$NEW" "$target"; } ||
        fail 1 "$target could not be written: is there room?"
    unfinished=""
    sync
    say "$target: $(describe "$target"). It is loaded at the next start of the machine; --restore takes it back."
    tell_venus
}

restore() {
    demand_root
    if [ ! -e "$target$SUM" ] && [ ! -e "$target$BEFORE" ]; then
        say "$target is not from this script: nothing was changed."
        return 0
    fi
    make_writable
    if ! is_ours; then
        # A package or a power cut: what is there now is not ours to take away.
        rm -f "$target$BEFORE" "$target$SUM"
        say "$target is not, or no longer, what this script has put there, and stays: $([ ! -e "$target" ] || describe "$target")"
        return 0
    fi
    if [ -e "$target$BEFORE" ]; then
        mv -f "$target$BEFORE" "$target"
        say "$target is as it was: $(describe "$target"). It is loaded at the next start of the machine."
    else
        rm -f "$target"
        say "$target is gone, as it was before."
    fi
    sync
    rm -f "$target$SUM"
    sync
}

# --- What there is.

tell_venus() {
    if [ -e "$root/opt/victronenergy/version" ]; then
        say "An update of Venus OS brings its own firmware: after it, look again with 'installfirmware.sh', and install the file anew."
    fi
}

look() {
    say "Machine: $model"
    say "Chip:    $chip"
    if [ -e "$target" ]; then say "File:    $target, $(describe "$target")"; else say "File:    none ($target)"; fi
    say "Loaded:  ${loaded:-the log of the kernel does not say}"
    best=$(newest)
    rest=${best#* * }
    if [ -e "$target" ] && [ "$(sum_of "$target")" = "$(printf '%s\n' "$best" | cut -d ' ' -f 2)" ]; then
        say "No update is needed: this is the newest that is known here."
        if [ -n "$loaded" ] && [ "$loaded" != "$(name_in "$target")" ]; then say "Another one is loaded: start the machine anew."; fi
    else
        if [ -e "$target" ] && ! known | grep -q " $(sum_of "$target") "; then
            say "Whether that is older or newer is not known here. Known is: ${rest#* } ($PACKAGE ${rest%% *})."
        else
            say "An update is there: ${rest#* } ($PACKAGE ${rest%% *})."
        fi
        if [ -x "$root/usr/bin/apt-get" ]; then
            say "This machine gets it by itself: sudo apt update && sudo apt install $PACKAGE"
        else
            say "It is in the package $PACKAGE of Debian (non-free-firmware) and Raspberry Pi OS. On such a machine: apt download $PACKAGE && dpkg -x ${PACKAGE}_*.deb firmware"
            say "Copy $chip.hcd from there onto this one, and: installfirmware.sh $chip.hcd"
        fi
    fi
    tell_venus
}

read_board
find_chip
find_target
case $action in
    look) look ;;
    install) install_file ;;
    restore) restore ;;
esac
