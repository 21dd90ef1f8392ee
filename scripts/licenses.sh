#!/bin/sh
# Prints, as Markdown, what is inside a published program, under which licence, and the texts that those licences demand to be passed on.
# It is read off the packages that were restored for it, so nothing can be forgotten in a list kept by hand.
set -eu

if [ $# -ne 2 ]; then
    echo "Usage: scripts/licenses.sh OBJ RID, where OBJ is the folder in which BtBattery.Driver was published for RID" >&2
    exit 2
fi
obj=$1 rid=$2
here=$(cd "$(dirname "$0")/.." && pwd -P)
assets=$obj/project.assets.json
packages=$(sed -n 's|.*"packagesPath": "\(.*\)",*|\1|p' "$assets")
packages=${packages%/}
linked=$obj/release_$rid/linked

fail() {
    echo "licenses.sh: $1" >&2
    exit 1
}

# element NAME FILE: the text of the first element of that name.
element() {
    sed -n "s|.*<$1[^>]*>\([^<]*\)</$1>.*|\1|p" "$2" | head -n 1
}

# is_inside FOLDER: whether the package in it has a part in the program.
is_inside() {
    for dll in "$1"/lib/*/*.dll; do
        [ -f "$dll" ] || continue
        # Ahead-of-time compilation leaves no assemblies behind to look at.
        [ -d "$linked" ] || return 0
        [ ! -f "$linked/${dll##*/}" ] || return 0
    done
    return 1
}

# The packs of the runtime are downloaded and no dependencies, hence named apart.
runtime=$(awk -v rid="$rid" -F '"' '
    $2 == "name" && tolower($4) ~ "^microsoft\\.netcore\\.app\\.runtime\\..*" rid "$" { name = tolower($4) }
    $2 == "version" && name != "" { split($4, range, /[][, ]+/); print name "/" range[2]; exit }' "$assets")
[ -n "$runtime" ] || fail "$assets names no runtime."

folders=$packages/$runtime
# shellcheck disable=SC2013  # no path of a package has a blank
for folder in $(sed -n 's|^ *"path": "\([a-z][^"]*\)",*$|\1|p' "$assets" | LC_ALL=C sort -u); do
    if is_inside "$packages/$folder"; then
        folders="$folders $packages/$folder"
    fi
done

cat <<'END'
# Licences

The program `btbattery` is made of these parts. Scripts, pages and documents beside it are of BtBattery itself.

| part | version | licence |
|---|---|---|
END
echo "| BtBattery | $(element Version "$here/Directory.Build.props") | MIT |"
texts=""
for folder in $folders; do
    set -- "$folder"/*.nuspec
    name=$(element id "$1") licence=$(element license "$1")
    case $licence in
        MIT) ;;
        *) fail "The licence of $name is '$licence'. Decide whether it may be part of the program, and add what it demands to scripts/licenses.sh." ;;
    esac
    echo "| ${name%".$rid"} | $(element version "$1") | $licence |"
done

# text TITLE FILE
text() {
    printf '\n## %s\n\n```text\n' "$1"
    # Some end without a line break, some lines end as on Windows, and one begins with a mark of its encoding.
    # shellcheck disable=SC1003  # a backslash for sed
    sed -e '1s/^\xEF\xBB\xBF//' -e 's/\r$//' -e '$a\' "$2"
    echo '```'
}

text "Licence of BtBattery" "$here/LICENSE"
seen=""
for folder in $folders; do
    set -- "$folder"/*.nuspec
    name=$(element id "$1")
    own=""
    for file in "$folder"/LICENSE* "$folder"/THIRD-PARTY-NOTICES*; do
        [ -f "$file" ] || continue
        case $file in */LICENSE*) own=1 ;; esac
        # The same notices come with many packages.
        sum=$(cksum <"$file")
        case $seen in *"<$sum>"*) continue ;; esac
        seen="$seen<$sum>"
        title=${file##*/}
        text "${title%.*} of ${name%".$rid"}" "$file"
    done
    # A package without a file of its own: the words of its licence, under its own copyright.
    [ -n "$own" ] || texts="$texts$(element copyright "$1")|$name
"
done
echo "$texts" | cut -d '|' -f 1 | sed '/^$/d' | LC_ALL=C sort -u | while IFS= read -r copyright; do
    printf '\n## MIT licence of %s\n\n```text\nMIT License\n\n%s\n' "$(echo "$texts" | sed -n "s/^$copyright|//p" | paste -s -d ' ' | sed 's/ /, /g')" "$copyright"
    sed '1,3d' "$here/LICENSE"
    echo '```'
done
