#!/bin/sh
# Keeps an update on trial under systemd: btbattery.service calls it with 'start' before the program, 'confirm' once the program is on the bus, and 'ended' after it. What counts as a
# failed trial is in trial.sh, which is shared with the GX devices; here is only what systemd does differently. Lies beside the versions, so that a broken one brings no broken trial.
set -eu

root=${BTBATTERY_ROOT:-}
base=$root/opt/btbattery
[ -e "$base/trial" ] || exit 0
# shellcheck source=package/trial.sh
. "$base/trial.sh"
trial_on "$base" || exit 0

# renew SOURCE TARGET COMMAND...: what systemd and the bus know becomes that of the version that runs; the command makes them look.
renew() {
    source=$base/current/$1 target=$root$2
    shift 2
    if [ ! -f "$source" ] || cmp -s "$source" "$target"; then return 0; fi
    if trial_put "$source" "$target"; then "$@" || :; fi
}

case ${1:-} in
    start) trial_start "$base" ;;
    confirm)
        # A program that owns its name may still answer nobody.
        if timeout 55 "$base/current/btbattery" status --wait 50 --config "$root/etc/btbattery/config.ini" >/dev/null; then
            renew dbus/btbattery.conf /etc/dbus-1/system.d/btbattery.conf systemctl reload dbus.service
            renew systemd/btbattery.service /etc/systemd/system/btbattery.service systemctl daemon-reload
            trial_confirm "$base"
        else
            trial_back "$base" "It is on the bus, and answered no status within 50 s."
            systemctl --no-block restart btbattery.service
        fi ;;
    ended)
        # systemd gave the start up; an exit is counted by the next start.
        if [ "${SERVICE_RESULT:-}" = timeout ]; then trial_back "$base" "It was not on the bus within 60 s."; fi ;;
    *)
        echo "trial.sh: what is to be done? start, confirm or ended." >&2
        exit 2 ;;
esac
