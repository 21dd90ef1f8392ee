#!/bin/sh
# Installs or updates from what Venus OS has unpacked from a USB stick or SD card. Nobody is asked: what the owner wants is in the file btbattery.txt on the stick, the words that would
# stand behind installservice.sh. What was done is in btbattery-result.txt there, and in /run/btbattery/stick until the machine is started anew.
#   install.sh            installs what has been unpacked
#   install.sh SENTENCE   only tells that, after removing what has been unpacked
set -eu

root=${BTBATTERY_ROOT:-}
here=$root/data/btbattery-stick
base=$root/data/apps/btbattery
said=$root/run/btbattery/stick
readonly PATIENCE=120

# The first that has such a file, as Venus OS looks for it; some take one with more in its name.
stick=""
for folder in "$root"/media/*; do
    for file in "$folder"/venus-data.tar.gz "$folder"/venus-data.tgz "$folder"/venus-data.zip "$folder"/venus-data-*.tar.gz "$folder"/venus-data-*.tgz "$folder"/venus-data-*.zip; do
        if [ -z "$stick" ] && [ -f "$file" ]; then stick=$folder; fi
    done
done

finish() {
    rm -rf "$here"
    # Windows' Notepad of old knows no line without its own end.
    [ -z "$stick" ] || { sed 's/$/\r/' "$said" >"$stick/btbattery-result.txt" && sync; } 2>/dev/null || :
}

# Services start later than this; those that one of them needs to be started, too.
wait_for_services() {
    waited=0
    while [ $waited -lt $PATIENCE ]; do
        for service in "$root"/service/*; do
            if svok "$service" 2>/dev/null; then return 0; fi
        done
        sleep 2
        waited=$((waited + 2))
    done
}

# What is in btbattery.txt, with # for remarks, as one line.
words=""
read_words() {
    [ -n "$stick" ] && [ -f "$stick/btbattery.txt" ] || return 0
    words=$(tr -d '\r"\357\273\277' <"$stick/btbattery.txt" | sed 's/#.*//' | tr '\n\t' '  ')
    case $words in
        *[!A-Za-z0-9:.,=_/+\|\(\)\ -]*)
            echo "btbattery.txt has characters that no address and no option has: nothing was done. Write it as in: A4:C1:38:00:00:01 A4:C1:38:00:00:02 -s"
            exit 2
            ;;
    esac
    # Of spaces alone nothing is left.
    words=$(echo "$words" | sed 's/^ *//; s/ *$//')
}

work() {
    for archive in "$here"/btbattery-*.tar.gz; do :; done
    # Venus OS does not always say that it could not unpack all of it.
    if ! gzip -t "$archive" 2>/dev/null; then
        echo "The package could not be unpacked whole into /data: nothing was done. Make room there, or copy venus-data.tar.gz to the stick again."
        return 1
    fi
    name=${archive##*/}
    name=${name%.tar.gz}
    if [ -x "$base/btbattery" ]; then
        echo "BtBattery $(cat "$base/current/VERSION") is installed: this updates it with $name. Its configuration stays; btbattery.txt is not read."
        wait_for_services
        "$base/btbattery" update "$archive"
        return
    fi
    read_words
    tar -xzf "$archive" -C "$here" || return 1
    if [ -z "$words" ]; then
        rm -rf "$root/data/$name"
        mv "$here/$name" "$root/data/$name" || return 1
        echo "There are no addresses in btbattery.txt beside venus-data.tar.gz, so nothing was installed. The package is in /data/$name: run 'sh /data/$name/installservice.sh MAC…' there, or write the addresses and start the machine anew."
        return
    fi
    wait_for_services
    set -f
    # shellcheck disable=SC2086  # words
    sh "$here/$name/installservice.sh" $words --defaults
}

mkdir -p "${said%/*}"
trap finish EXIT
if [ -n "${1-}" ]; then
    echo "$1" >"$said"
    exit 0
fi
status=0
( work ) >"$said" 2>&1 || status=$?
[ $status = 0 ] || echo "It ended with $status." >>"$said"
