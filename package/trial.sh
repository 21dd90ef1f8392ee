# shellcheck shell=sh
# Functions for service/run and systemd/trial.sh, which lie beside it or below: after an update the new version is on trial. Until it has proven itself, these scripts, which are
# those of the version before, take the machine back to that one. The new program has no say in it.
#
# BASE/trial, one value a line:
#   from=slots/1                what current pointed to
#   to=slots/2                  what it points to now; a trial of anything else is over, or has not begun
#   version=0.2.0               of the new one
#   start=BOOT SECONDS          a start of the program: which boot of the machine, and how long that had been up
#   failed=…                    it is decided: back. Whoever comes next brings this to its end
# When the machine has gone back, or has nothing to go back to, that file is called BASE/rolled-back.
# What cannot be written there, because the disk is full or read-only, is noted in RAM. Not in /run/btbattery: on Debian that belongs to the user of the driver, and these scripts run as root.

# While the machine itself starts, everything takes longer.
readonly TRIAL_EXITS=3 TRIAL_WINDOW=120 TRIAL_PATIENCE=60 TRIAL_BOOT=300 TRIAL_PATIENCE_AT_BOOT=180
trial_memory=${BTBATTERY_ROOT:-}/run/btbattery-trial
trial_program=$trial_memory.program

trial_uptime() {
    read -r trial_up trial_rest <"${BTBATTERY_ROOT:-}/proc/uptime"
    : "$trial_rest"
    echo "${trial_up%%.*}"
}

trial_boot() {
    trial_id=unknown
    read -r trial_id 2>/dev/null <"${BTBATTERY_ROOT:-}/proc/sys/kernel/random/boot_id" || :
    echo "$trial_id"
}

# trial_patience SECONDS: how long a version that was started when the machine had been up for so long may take until it answers.
trial_patience() {
    if [ "$1" -lt $TRIAL_BOOT ]; then echo $TRIAL_PATIENCE_AT_BOOT; else echo $TRIAL_PATIENCE; fi
}

# trial_bus: whether there is a system bus. Without one every version ends at once, or does not answer.
trial_bus() {
    case ${DBUS_SYSTEM_BUS_ADDRESS:-} in
        "") [ -e "${BTBATTERY_ROOT:-}/run/dbus/system_bus_socket" ] || [ -e "${BTBATTERY_ROOT:-}/var/run/dbus/system_bus_socket" ] ;;
        unix:path=*)
            trial_socket=${DBUS_SYSTEM_BUS_ADDRESS#unix:path=}
            [ -e "${trial_socket%%[,;]*}" ] ;;
        # Another kind of address, that cannot be looked at.
        *) return 0 ;;
    esac
}

# trial_wait_for_bus: for a few seconds, as long as supervise and systemd have patience with.
trial_wait_for_bus() {
    trial_left=10
    until trial_bus; do
        [ $trial_left -gt 0 ] || return 1
        trial_left=$((trial_left - 1))
        sleep 1
    done
}

# trial_value BASE KEY
trial_value() {
    sed -n "s/^$2=//p" "$1/trial" "$trial_memory" 2>/dev/null | head -n 1
}

# trial_on BASE: whether the version that runs is on trial.
trial_on() {
    [ -f "$1/trial" ] || return 1
    trial_to=$(trial_value "$1" to)
    [ -n "$trial_to" ] && [ "$(readlink "$1/current")" = "$trial_to" ]
}

# trial_put SOURCE TARGET: whole or not at all, whenever the power fails.
trial_put() {
    cp -p "$1" "$2.new" && cmp -s "$1" "$2.new" && sync && mv -f "$2.new" "$2" && return 0
    rm -f "$2.new"
    echo "$2 could not be written, and stays as it was."
    return 1
}

# trial_launchers BASE: the scripts that stay outside the slots become those of the version that runs. One that the shell cannot read is never put there.
trial_launchers() {
    for trial_file in service/run service/log/run trial.sh boot.sh systemd/trial.sh; do
        if [ -f "$1/$trial_file" ] && [ -f "$1/current/$trial_file" ] && ! cmp -s "$1/current/$trial_file" "$1/$trial_file" && sh -n "$1/current/$trial_file"; then
            trial_put "$1/current/$trial_file" "$1/$trial_file" || :
        fi
    done
}

# trial_confirm BASE: the new version stays. Its screens are due as well: without the file firmware, boot.sh puts them.
trial_confirm() {
    trial_launchers "$1"
    rm -f "$1/firmware"
    sync
    rm -f "$1/trial" "$trial_memory"
    sync
    echo "$(trial_version "$1") has proven itself."
}

trial_version() {
    trial_name="in $1/current"
    read -r trial_name 2>/dev/null <"$1/current/VERSION" || :
    echo "BtBattery $trial_name"
}

# trial_back BASE REASON: back to the version before; fails if there is none. It is noted first, so that a power cut on the way cannot leave half of it.
trial_back() {
    if [ -z "$(trial_value "$1" failed)" ]; then
        trial_new=$1/trial.$$.new
        if ! { { cat "$1/trial" && echo "failed=$2"; } >"$trial_new" && sync && mv -f "$trial_new" "$1/trial"; } 2>/dev/null; then
            rm -f "$trial_new" 2>/dev/null || :
            echo "$1/trial could not be written."
            echo "failed=$2" >>"$trial_memory" || :
        fi
    fi
    trial_go_back "$1"
}

trial_go_back() {
    trial_from=$(trial_value "$1" from)
    if [ -z "$trial_from" ] || [ ! -x "$1/$trial_from/btbattery" ]; then
        echo "There is no version to go back to: $1/$trial_from has no program. This one goes on; install BtBattery again."
        trial_keep "$1"
        return 1
    fi
    echo "$(trial_version "$1") is taken back: $(trial_value "$1" failed)"
    trial_new=$1/current.$$.new
    if ! { rm -f "$trial_new" && ln -s "$trial_from" "$trial_new" && mv -f -T "$trial_new" "$1/current"; }; then
        echo "$1/current could not be changed."
        return 1
    fi
    trial_settle "$1"
    echo "$(trial_version "$1") runs again."
}

# trial_settle BASE: once the version before runs again, what failed is nothing to go back to, and why it failed is kept.
trial_settle() {
    if [ -z "$(trial_value "$1" failed)" ] || [ "$(readlink "$1/current")" != "$(trial_value "$1" from)" ]; then return 0; fi
    rm -f "$1/previous"
    trial_keep "$1"
}

# trial_keep BASE: the trial is over, and failed. That takes no room on the disk; the reason does, if it is in RAM only.
trial_keep() {
    sync
    mv -f "$1/trial" "$1/rolled-back" 2>/dev/null || return 0
    if [ -f "$trial_memory" ]; then
        { sed -n '/^failed=/p' "$trial_memory" >>"$1/rolled-back"; } 2>/dev/null || :
        rm -f "$trial_memory"
    fi
    sync
}

# trial_start BASE: a start of the program. Three exits within two minutes, or three boots of the machine without success, are enough.
trial_start() {
    # Whoever watches an earlier start gives way.
    echo $$ >"$trial_program" || :
    trial_settle "$1"
    if ! trial_on "$1"; then
        rm -f "$trial_memory"
        return 0
    fi
    if [ -n "$(trial_value "$1" failed)" ]; then
        trial_go_back "$1" || :
        return 0
    fi
    if ! trial_wait_for_bus; then
        echo "There is no D-Bus: this start does not count in the trial of $(trial_version "$1")."
        return 0
    fi
    trial_now=$(trial_uptime)
    trial_id=$(trial_boot)
    # shellcheck disable=SC2016  # awk's own
    case $(cat "$1/trial" "$trial_memory" 2>/dev/null | awk -v now="$trial_now" -v boot="$trial_id" -v window=$TRIAL_WINDOW -v exits=$TRIAL_EXITS '
        sub(/^start=/, "") && NF == 2 && $2 ~ /^[0-9]+$/ {
            if ($1 != boot) boots += !seen[$1]++
            else if (now - $2 <= window) recent++
        }
        END { if (recent >= exits) print "exits"; else if (boots >= exits) print "boots" }') in
        exits) trial_back "$1" "It ended three times within two minutes." || : ;;
        boots) trial_back "$1" "The machine was started three times before it answered." || : ;;
        *)
            { echo "start=$trial_id $trial_now" >>"$1/trial"; } 2>/dev/null || echo "start=$trial_id $trial_now" >>"$trial_memory" || :
            echo "$(trial_version "$1") is on trial: it is taken back unless it answers within $(trial_patience "$trial_now") s."
            ;;
    esac
}

# trial_answers BASE PROCESS: whether the driver is on the bus and answers. It waits a while by itself: each start of it takes from the driver what that needs to start. It is not trusted
# to come to an end.
trial_answers() {
    "$1/$(trial_value "$1" to)/btbattery" status --wait 20 --config "$1/config/config.ini" >/dev/null 2>&1 </dev/null &
    trial_asked=$!
    trial_left=40
    while kill -0 $trial_asked 2>/dev/null; do
        if [ $trial_left = 0 ] || ! trial_is_last "$2"; then kill -9 $trial_asked 2>/dev/null || :; fi
        trial_left=$((trial_left - 1))
        sleep 1
    done
    wait $trial_asked
}

# trial_is_last PROCESS: whether no other start has followed that of this program.
trial_is_last() {
    [ "$(cat "$trial_program" 2>/dev/null)" = "$1" ]
}

# trial_is_mine BASE PROCESS: whether the trial goes on, with no other start since.
trial_is_mine() {
    trial_is_last "$2" && trial_on "$1"
}

# trial_stopped BASE PROCESS: whether somebody has stopped the service: the program is gone, and none follows though supervise would start one within a second. Then the trial begins anew
# with the next start.
trial_stopped() {
    if kill -0 "$2" 2>/dev/null; then return 1; fi
    sleep 3
    trial_is_mine "$1" "$2" || return 1
    rm -f "$trial_memory"
    trial_new=$1/trial.$$.new
    if { sed '/^start=/d' "$1/trial" >"$trial_new" && sync && mv -f "$trial_new" "$1/trial"; } 2>/dev/null; then
        echo "The trial goes on with the next start."
    else
        rm -f "$trial_new" 2>/dev/null || :
        echo "$1/trial could not be written: the starts so far count in the trial, which goes on with the next start."
    fi
}

# trial_watch BASE PROCESS: goes on until the start that it was made for has proven itself or has failed, or another start follows. Batteries that are missing are no reason to go back:
# what counts is whether the driver answers. True if it has proven itself.
trial_watch() {
    trial_first=$(cat "$1/trial" "$trial_memory" 2>/dev/null | sed -n "s/^start=$(trial_boot) \([0-9][0-9]*\)\$/\1/p" | head -n 1)
    [ -n "$trial_first" ] || trial_first=$(trial_uptime)
    while trial_is_mine "$1" "$2"; do
        if kill -0 "$2" 2>/dev/null && trial_answers "$1" "$2"; then
            trial_is_mine "$1" "$2" || return 1
            trial_confirm "$1"
            return 0
        fi
        trial_bus || trial_first=$(trial_uptime)
        trial_enough=$(trial_patience "$trial_first")
        if [ $(($(trial_uptime) - trial_first)) -ge "$trial_enough" ]; then
            if trial_stopped "$1" "$2" || ! trial_is_mine "$1" "$2"; then return 1; fi
            if trial_back "$1" "It was not on the bus, or did not answer, within $trial_enough s."; then trial_end "$2"; fi
            return 1
        fi
        sleep 5
    done
    return 1
}

# trial_end PROCESS: supervise starts anew what has ended. A program that hangs may take no notice of a request.
trial_end() {
    kill "$1" 2>/dev/null || return 0
    trial_left=5
    while [ $trial_left -gt 0 ] && kill -0 "$1" 2>/dev/null; do
        trial_left=$((trial_left - 1))
        sleep 1
    done
    kill -9 "$1" 2>/dev/null || :
}
