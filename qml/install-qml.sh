#!/bin/sh
# Puts BtBattery's pages onto the screens of a GX device, and takes them away again. Made to run at every start of the device, since a new firmware brings new files: it changes
# nothing when everything is in place, and nothing that it does not understand. docs/screens.md says what it does, and why so.
set -eu

# The marked lines in PageBattery.qml, which is the page of every battery of a GX device: only a row, which opens our page by the name of its file at the moment of the tap. Were that
# page named as a type, a fault in it would take the whole interface down.
readonly BEGIN="// BtBattery begin" END="// BtBattery end"
readonly APP=BtBattery NEW=.btbattery-new BEFORE=.btbattery-before

# /ProductId of BtBattery, 0xB7BA: the row stands on no other battery.
readonly PRODUCT=47034

usage() {
    cat <<'TEXT'
Usage: install-qml.sh [--remove] [--plugin FILE]

Adds BtBattery's pages to the screens of a GX device: to gui-v1 from firmware v3.60~18 on, to gui-v2 from
v3.70~45 on. Does nothing when they are there already, and says in a sentence what it leaves alone.

  --remove        takes them away: the files of the firmware are as they were
  --plugin FILE   the plugin for gui-v2; otherwise gui-v2/BtBattery.json beside this script
  --root FOLDER   the files of the device are in that folder, as in a test; otherwise in /
  --help          this text

Exit status: 0 done, or left alone; 1 a file could not be written; 2 wrong usage.
TEXT
}

say() {
    printf '%s\n' "$1"
}

complain() {
    say "install-qml.sh: $1 See 'install-qml.sh --help'." >&2
    exit 2
}

here=$(cd "$(dirname "$0")" && pwd -P)
root=""
action=install
plugin=$here/gui-v2/$APP.json
named=""
while [ $# -gt 0 ]; do
    case $1 in
        --remove) action=remove ;;
        --help | -h) usage; exit 0 ;;
        --plugin | --root)
            [ $# -ge 2 ] || complain "$1 needs a name behind it."
            if [ "$1" = --root ]; then
                [ -d "$2" ] || complain "There is no folder '$2'."
                root=${2%/}
            else
                plugin=$2 named=yes
            fi
            shift ;;
        *) complain "'$1' is not an option." ;;
    esac
    shift
done
[ -z "$named" ] || [ $action = remove ] || [ -f "$plugin" ] || complain "There is no file '$plugin'."

work=""
remounted=""
unfinished=""
interface=same
finish() {
    [ -z "$unfinished" ] || rm -f "$unfinished" 2>/dev/null || :
    if [ -n "$remounted" ]; then make_read_only; fi
    [ -z "$work" ] || rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM
work=$(mktemp -d)

# --- The firmware: v3.70~44, v3.77, v3.80-large-24; without a beta's number it comes after all of them.

major="" minor="" beta="" version=""
read_firmware() {
    line=""
    IFS= read -r line 2>/dev/null <"$root/opt/victronenergy/version" || [ -n "$line" ] || return 1
    version=${line%%[-[:space:]]*}
    number=${version#v}
    case $number in *.*) ;; *) return 1 ;; esac
    major=${number%%.*}
    minor=${number#*.}
    beta=9999
    case $minor in *~*) beta=${minor#*~} minor=${minor%%~*} ;; esac
    for part in "$major" "$minor" "$beta"; do
        case $part in '' | *[!0-9]* | ?????*) return 1 ;; esac
    done
}

# at_least MAJOR MINOR BETA
at_least() {
    [ "$major" -le "$1" ] || return 0
    [ "$major" -eq "$1" ] || return 1
    [ "$minor" -le "$2" ] || return 0
    [ "$minor" -eq "$2" ] || return 1
    [ "$beta" -ge "$3" ]
}

# --- Files. Power may fail at any moment: whatever others read is whole, the old one or the new one.

# put SOURCE TARGET: under a temporary name first, then renamed, once it is on the disk: some file systems would keep the new name with nothing in it. A file that is replaced keeps
# its mode and owner.
put() {
    unfinished=$2$NEW
    { if [ -e "$2" ]; then cp -p "$2" "$2$NEW"; fi && cat "$1" >"$2$NEW" && cmp -s "$1" "$2$NEW" && sync && mv -f "$2$NEW" "$2"; } ||
        { say "$2 could not be written." >&2; exit 1; }
    unfinished=""
}

# The root file system is read-only, and is again afterwards: remount-rw.sh of the firmware would make it writable for good.
make_writable() {
    unfinished=$stock$NEW
    if ! touch "$stock$NEW" 2>/dev/null; then
        if mount -o remount,rw "${root:-/}" 2>/dev/null; then remounted=yes; fi
        touch "$stock$NEW" 2>/dev/null || { say "$qml cannot be written: nothing was changed there." >&2; exit 1; }
    fi
    rm -f "$qml"/*"$NEW"
    unfinished=""
}

# Refused while another program has a file open for writing.
make_read_only() {
    mount -o remount,ro "${root:-/}" 2>/dev/null && return 0
    sleep 1
    mount -o remount,ro "${root:-/}" 2>/dev/null || say "The root file system, on which $stock is, stays writable until the next start: another program is writing to it."
}

# --- gui-v1.

qml="" stock="" before=""
kept=$root/data/apps/available/$APP/firmware
find_gui() {
    for folder in gui gui-v1; do
        if [ -f "$root/opt/victronenergy/$folder/qml/PageBattery.qml" ]; then
            qml=$root/opt/victronenergy/$folder/qml
            stock=$qml/PageBattery.qml
            before=$stock$BEFORE
            return 0
        fi
    done
    return 1
}

# Whether anything in a file could be a page; not where a power cut has left an empty file, or one full of zeros.
has_page() {
    grep -q '^[[:space:]]*[A-Z][A-Za-z0-9_.]*[[:space:]]*{' "$1" 2>/dev/null
}

# find_source: the stock file or, if there is nothing in it, the copy that was kept of it. A copy of another firmware is none.
source=""
find_source() {
    source=$stock
    if has_page "$stock"; then return 0; fi
    for copy in "$kept/PageBattery.qml.$version" "$before"; do
        if [ -s "$copy" ] && [ "$(find_place "$copy")" != 0 ]; then
            source=$copy
            return 0
        fi
    done
}

# strip: the page without our lines, byte for byte, as $work/stripped. Fails if they are not one block.
block=""
strip() {
    find_source
    block=$(awk -v begin="$BEGIN" -v end="$END" '
        { line = $0; gsub(/^[ \t]+|[ \t]+$/, "", line) }
        line == begin { from = NR; begins++ }
        line == end { to = NR; ends++ }
        END { if (begins + ends == 0) print "none"; else if (begins == 1 && ends == 1 && from < to) print from, to; else print "broken" }' "$source")
    case $block in
        none) cat "$source" >"$work/stripped" ;;
        broken) return 1 ;;
        *) { head -n $((${block% *} - 1)) "$source" && tail -n +$((${block#* } + 1)) "$source"; } >"$work/stripped" ;;
    esac
}

# find_place FILE: the line of it behind which the row goes: before the menu of alarms if there is one, else at the top of the page's own model. 0 if there is not exactly one such model,
# or the file is not made as expected in other ways, such as without its end: pages inside the page have models too, which stand further to the right.
find_place() {
    awk '
        /^import QtQuick( 2|[ \t]*$)/ { language = 1 }
        /^import com[.]victron[.]velib / { types = 1 }
        /service[.]path[(]/ { service = 1 }
        /^[ \t]*model:[ \t]*Vis(ible|ual)ItemModel[ \t]*[{][ \t]*$/ {
            match($0, /^[ \t]*/)
            if (models == 0 || RLENGTH < indent) { indent = RLENGTH; models = 1; model = NR }
            else if (RLENGTH == indent) models++
        }
        /^[ \t]*MbSubMenu[ \t]*[{][ \t]*$/ { menu = NR }
        menu > 0 && NR <= menu + 2 && /^[ \t]*description:[ \t]*qsTr[(]"Alarms"[)][ \t]*$/ { alarms++; alarm = menu; menu = 0 }
        /[^ \t\r]/ { end = /^}/ }
        END {
            if (!language || !types || !service || !end || models != 1 || model == NR) print 0
            else if (alarms == 1 && alarm > model) print alarm - 1
            else print model
        }' "$1"
}

# with_row LINE: $work/stripped with the row behind that line, indented as what follows.
with_row() {
    indent=$(sed -n "$(($1 + 1))s/[^ 	].*//p" "$work/stripped")
    head -n "$1" "$work/stripped"
    printf "$indent%s\n" "$BEGIN" \
        "MbSubMenu {" \
        "	property VBusItem btBatteryProduct: VBusItem { bind: service.path(\"/ProductId\") }" \
        "	description: \"Cells\"" \
        "	show: btBatteryProduct.value === $PRODUCT" \
        "	writeAccessLevel: User.AccessUser" \
        "	onClicked: pageStack.push(\"PageBtBatteryCells.qml\", { bindPrefix: service.path(\"\") })" \
        "}" \
        "$END"
    tail -n +$(($1 + 1)) "$work/stripped"
}

# Files that dbus-btbattery's installer replaced have their old state beside them.
name_backups() {
    backups=""
    for backup in "$qml"/*.qml.backup; do
        if [ -e "$backup" ]; then backups="$backups ${backup##*/}"; fi
    done
    [ -z "$backups" ] || say "Another installer has replaced pages of this firmware and kept the old ones in $qml:$backups. Put them back if the battery's page does not open."
}

# Where the page is kept as it was; nothing if it is not.
tell_copies() {
    copies=""
    for copy in "$before" "$kept"/PageBattery.qml.*; do
        if [ -s "$copy" ]; then copies="$copies $copy"; fi
    done
    [ -z "$copies" ] || say " As it was it is kept in:$copies"
}

# leave_gui_v1 WHY
leave_gui_v1() {
    if ! has_page "$stock"; then
        set -- "$stock is empty or spoilt, so the battery's page cannot open; a new installation of the firmware brings it back"
    fi
    say "$1: gui-v1 is left as it is.$(tell_copies)"
}

tell_restored() {
    [ "$source" = "$stock" ] || say "gui-v1: the battery's page was empty or spoilt, and is there again, from $source."
}

# Pages of ours that are not those of this version.
pages_differ() {
    for page in "$here"/gui-v1/PageBtBattery*.qml; do
        cmp -s "$page" "$qml/${page##*/}" || return 0
    done
    for page in "$qml"/PageBtBattery*.qml; do
        if [ -e "$page" ] && [ ! -e "$here/gui-v1/${page##*/}" ]; then return 0; fi
    done
    return 1
}

# The page of the firmware as it is found, beside it and in /data with the firmware it belongs to. That of another firmware is of no use any more.
keep_stock() {
    cmp -s "$source" "$before" || put "$source" "$before"
    mkdir -p "$kept"
    cmp -s "$source" "$kept/PageBattery.qml.$version" || put "$source" "$kept/PageBattery.qml.$version"
    for old in "$kept"/PageBattery.qml.*; do
        if [ "$old" != "$kept/PageBattery.qml.$version" ]; then rm -f "$old"; fi
    done
}

forget_stock() {
    rm -f "$kept"/PageBattery.qml.*
    rmdir "$kept" 2>/dev/null || :
}

install_gui_v1() {
    if ! at_least 3 60 18; then
        say "Firmware $version cannot run BtBattery, whose pages need v3.60~18 or later: the screens are left as they are."
        return 0
    fi
    find_gui || return 0
    if [ ! -e "$here/gui-v1/PageBtBatteryCells.qml" ]; then
        say "$here/gui-v1 has no pages: gui-v1 is left as it is."
        return 0
    fi
    name_backups
    place=0
    if strip; then place=$(find_place "$work/stripped"); fi
    if [ "$place" = 0 ]; then
        leave_gui_v1 "$stock is not made as this installer knows it"
        return 0
    fi
    with_row "$place" >"$work/new"
    if cmp -s "$work/new" "$stock" && ! pages_differ; then return 0; fi

    make_writable
    if [ "$block" = none ]; then keep_stock; fi
    for page in "$here"/gui-v1/PageBtBattery*.qml; do
        cmp -s "$page" "$qml/${page##*/}" || put "$page" "$qml/${page##*/}"
    done
    for page in "$qml"/PageBtBattery*.qml; do
        if [ ! -e "$here/gui-v1/${page##*/}" ]; then rm -f "$page"; fi
    done
    # The row comes last: what it opens is there by then, whatever happens.
    cmp -s "$work/new" "$stock" || put "$work/new" "$stock"
    sync
    interface=changed
    tell_restored
    say "gui-v1: the battery's page has the row Cells."
}

remove_gui_v1() {
    if ! find_gui; then
        # Of a page that this firmware had, the copy may be all that is left.
        if [ -s "$kept/PageBattery.qml.$version" ]; then say "There is no PageBattery.qml any more.$(tell_copies)"; else forget_stock; fi
        return 0
    fi
    if ! strip; then
        leave_gui_v1 "The lines of BtBattery in $stock are not as this installer made them"
        return 0
    fi
    if ! has_page "$source"; then
        leave_gui_v1 ""
        return 0
    fi
    place=$(find_place "$work/stripped")
    ours=""
    for file in "$qml"/PageBtBattery*.qml "$qml"/*"$NEW" "$before"; do
        if [ -e "$file" ] && { [ "$place" != 0 ] || [ "$file" != "$before" ]; }; then ours=yes; fi
    done
    if [ -n "$ours" ] || ! cmp -s "$work/stripped" "$stock"; then
        make_writable
        if ! cmp -s "$work/stripped" "$stock"; then
            put "$work/stripped" "$stock"
            sync
            interface=changed
            if [ "$block" != none ]; then say "gui-v1: the row Cells is gone from the battery's page."; fi
            tell_restored
            if [ "$source" = "$stock" ] && [ -e "$before" ] && ! cmp -s "$before" "$stock"; then
                say "What else was changed in $stock since BtBattery came stays."
            fi
        fi
        rm -f "$qml"/PageBtBattery*.qml
    fi
    if [ "$place" != 0 ]; then
        rm -f "$before"
        forget_stock
    elif [ -n "$(tell_copies)" ]; then
        say "$stock is not made as this installer knows it.$(tell_copies)"
    fi
    name_backups
}

# --- gui-v2: a plugin needs no file of the firmware. The program watches the folder, and open screens load it by themselves.

installed=$root/data/apps/available/$APP/gui-v2/$APP.json
link=$root/data/apps/enabled/$APP
target=../available/$APP

is_enabled() {
    [ -L "$link" ] && [ "$(readlink "$link")" = "$target" ]
}

install_gui_v2() {
    if ! at_least 3 70 45; then
        # After a change to an older firmware, too: nothing there reads it.
        if is_enabled; then rm -f "$link"; fi
        return 0
    fi
    if [ ! -e "$plugin" ]; then
        say "$plugin is missing: gui-v2 has no pages of BtBattery."
        return 0
    fi
    if ! cmp -s "$plugin" "$installed"; then
        mkdir -p "${installed%/*}"
        put "$plugin" "$installed"
        say "gui-v2: the pages of BtBattery are in place."
    fi
    if is_enabled; then return 0; fi
    if [ -e "$link" ] || [ -L "$link" ]; then
        say "$link is not the link that this installer makes, and is left as it is: gui-v2 may not show the pages of BtBattery."
        return 0
    fi
    mkdir -p "${link%/*}"
    ln -s "$target" "$link"
}

remove_gui_v2() {
    if is_enabled; then
        rm -f "$link"
        say "gui-v2: the pages of BtBattery are gone."
    fi
    # A package that lies in that folder keeps its own files.
    if [ "$plugin" != "$installed" ]; then rm -f "$installed" "$installed$NEW"; fi
    if [ -d "${installed%/*}" ]; then rmdir "${installed%/*}" 2>/dev/null || :; fi
    rmdir "$root/data/apps/available/$APP" 2>/dev/null || :
}

# --- A page that was loaded before stays as it was until the interface starts anew. The service start-gui shows gui-v1 or gui-v2, and only the first has changed.
restart() {
    if [ -d "$root/service/gui" ]; then
        service=gui
    elif [ -d "$root/service/start-gui" ]; then
        service=start-gui
        running=$(timeout 3 dbus -y com.victronenergy.settings /Settings/Gui/RunningVersion GetValue 2>/dev/null | tr -dc 0-9) || running=""
        [ "$running" != 2 ] || return 0
    else
        return 0
    fi
    svc -t "$root/service/$service" 2>/dev/null || say "The interface could not be restarted: the change shows after the next start of the device."
}

if ! read_firmware; then
    say "$root/opt/victronenergy/version does not name a firmware: this is no GX device, and nothing was changed."
    exit 0
fi
if [ $action = install ]; then
    install_gui_v2
    install_gui_v1
else
    remove_gui_v1
    remove_gui_v2
fi
if [ $interface = changed ]; then restart; fi
