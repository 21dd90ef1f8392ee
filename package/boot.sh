#!/bin/sh
# Called by /data/rc.local at each start of a GX device, whose /service is made anew each time, and whose firmware may be another one than before. Other things wait for it: it only makes
# the links, and does what takes longer in the background.
#   boot.sh           links the service, removes what an interruption has left, puts the screens if the firmware is not the one they were put for
#   boot.sh screens   only the last of these, and waits for it
set -eu

root=${BTBATTERY_ROOT:-}
home=/data/apps/btbattery
base=$root$home
run=$root/run/btbattery

# link NAME: /service/NAME leads to our service.
link() {
    if [ -L "$root/service/$1" ] && [ "$(readlink "$root/service/$1")" = $home/service ]; then return 0; fi
    if [ -e "$root/service/$1" ] && [ ! -L "$root/service/$1" ]; then
        echo "$root/service/$1 is not the link that BtBattery makes, and is left as it is."
        return 0
    fi
    # Whoever calls this asks whether it worked, and so the shell goes on after what did not.
    { rm -f "$root/service/.$1.new" && ln -s $home/service "$root/service/.$1.new" && mv -f -T "$root/service/.$1.new" "$root/service/$1"; } || return 1
    echo "$root/service/$1 is linked."
}

cannot_link() {
    echo "$root/service/$1 could not be linked."
}

# The driver that was here before gives its name to ours, so that habits of its owner go on working. A name with a dot is none for svscan.
# put_old_aside NAME: true if it was there, so that settle_old has to follow.
put_old_aside() {
    old=$root/service/$1
    if [ ! -e "$old" ] || [ -L "$old" ]; then return 1; fi
    svc -dx "$old" "$old/log" 2>/dev/null || :
    rm -rf "$root/service/.$1"
    mv -f "$old" "$root/service/.$1"
}

# settle_old NAME: waits until nothing of it runs any more, then links its name. svscan may have begun to start it at the very moment it was put aside: a supervise that was not up yet has not
# heard that it shall end, and its multilog would hold the log that is ours now. One that was begun before finds nothing under that name meanwhile, and not our service.
settle_old() {
    quiet=0 seconds=0
    while [ $quiet -lt 3 ] && [ $seconds -lt 60 ]; do
        sleep 1
        quiet=$((quiet + 1)) seconds=$((seconds + 1))
        for one in "$root/service/.$1" "$root/service/.$1/log"; do
            if svok "$one" 2>/dev/null; then
                svc -dx "$one" || :
                quiet=0
            fi
        done
    done
    [ $quiet -ge 3 ] || echo "$root/service/.$1 does not end."
    # Unless somebody has uninstalled meanwhile.
    if [ -e "$base/old-names" ]; then link "$1"; fi
}

# What an interruption has left, unless somebody installs at this very moment: from a USB stick, for example.
clean() {
    (
        flock -n 8 || exit 0
        rm -rf "$root"/data/*.btbattery.new "$base"/slots/*.new "$base"/.*.new "$base"/service/*.new "$base"/service/log/*.new
        # Except what the service, which may have been started by now, is writing: its process is in the names.
        last=$(cat "$trial_program" 2>/dev/null || :)
        for left in "$base"/*.new; do
            case ${left##*/} in trial."$last".new | current."$last".new) ;; *) rm -rf "$left" ;; esac
        done
        trial_settle "$base"
        if [ -f "$base/trial" ] && ! trial_on "$base"; then rm -f "$base/trial"; fi
        if [ ! -f "$base/trial" ]; then trial_launchers "$base"; fi
    ) 8>"$root/run/btbattery-installing.lock"
}

# The pages of the version that runs; of the one before it while it is on trial.
screens() {
    version=""
    IFS= read -r version 2>/dev/null <"$root/opt/victronenergy/version" || [ -n "$version" ] || return 0
    if [ -f "$base/firmware" ] && [ "$(cat "$base/firmware")" = "$version" ]; then return 0; fi
    slot=current
    if trial_on "$base"; then slot=$(trial_value "$base" from); fi
    sh "$base/$slot/qml/install-qml.sh" ${root:+--root "$root"} || return 0
    printf %s "$version" >"$base/firmware.new"
    sync
    mv -f "$base/firmware.new" "$base/firmware"
}

# Twice at once is possible: an update that has just proven itself asks for them, too.
locked_screens() {
    (
        flock 9
        screens
    ) 9>"$run/screens.lock"
}

use_trial() {
    # shellcheck source=package/trial.sh
    . "$base/trial.sh"
}

mkdir -p "$run" 2>/dev/null || :
if [ "${1-}" = screens ]; then
    use_trial
    locked_screens
    exit 0
fi

said=$run/boot
( : >"$said" ) 2>/dev/null || said=/dev/null
name="" was_there=""
{
    link btbattery || cannot_link btbattery
    if [ -e "$base/old-names" ]; then
        IFS= read -r name <"$base/old-names" || [ -n "$name" ] || name=dbus-btbattery
        if put_old_aside "$name"; then was_there=1; else link "$name" || cannot_link "$name"; fi
    fi
} >"$said" 2>&1
( (
    [ -z "$was_there" ] || settle_old "$name" || cannot_link "$name"
    use_trial
    clean || :
    locked_screens
) </dev/null >>"$said" 2>&1 & )
exit 0
