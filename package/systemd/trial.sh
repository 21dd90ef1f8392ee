#!/bin/sh
# Keeps an update on trial under systemd: btbattery.service calls it with 'start' before the program, 'confirm' once the program is on the bus, and 'ended' after it. What counts as a
# failed trial is in trial.sh, which is shared with the GX devices; here is only what systemd does differently. Lies beside the versions, so that a broken one brings no broken trial.
set -eu

base=${BTBATTERY_ROOT:-}/opt/btbattery
[ -e "$base/trial" ] || exit 0
# shellcheck source=package/trial.sh
. "$base/trial.sh"
case ${1:-} in
    start) trial_start "$base" ;;
    confirm)
        # A program that owns its name may still answer nobody.
        if timeout 55 "$base/current/btbattery" status --wait 50 >/dev/null; then
            trial_confirm "$base"
        else
            trial_back "$base" "it is on the bus and answered no status within 50 s"
            systemctl --no-block restart btbattery.service
        fi ;;
    ended)
        # systemd gave the start up; an exit is counted by the next start.
        if [ "${SERVICE_RESULT:-}" = timeout ]; then trial_back "$base" "it was not on the bus within 60 s"; fi ;;
    *)
        echo "trial.sh: what is to be done? start, confirm or ended." >&2
        exit 2 ;;
esac
