#!/bin/sh
# Makes the archives that are installed: one program file that needs nothing of the machine but its C library, with scripts, screens and licences. docs/publishing.md tells more.
set -eu

usage() {
    cat <<'END'
Usage: ./publish.sh [--aot] [--venus-data] [RID…]

Makes artifacts/btbattery-<version>-<RID>.tar.gz for each RID: linux-arm, linux-arm64 or linux-x64; linux-arm if none is
named. Beside them: LICENSES.md, what is inside and under which licence; SHA256SUMS, of every archive there.

  --aot          compiled ahead of time to machine code, …-<RID>-aot.tar.gz
  --venus-data   also venus-data-<version>-<RID>.tar.gz, to be put on a USB stick as venus-data.tar.gz
  --help         this text

A RID whose packs cannot be restored is told in one line, and the others are made.

Exit status: 0 made, all of them or those whose packs can be had; 1 something failed; 2 wrong usage; 3 none could be made;
4 the .NET SDK is missing.
END
}

complain() {
    echo "publish.sh: $1 See './publish.sh --help'." >&2
    exit 2
}

aot="" venus_data="" rids=""
while [ $# -gt 0 ]; do
    case $1 in
        --aot) aot=-aot ;;
        --venus-data) venus_data=1 ;;
        --help | -h)
            usage
            exit 0
            ;;
        linux-arm | linux-arm64 | linux-x64) rids="$rids $1" ;;
        -*) complain "'$1' is not an option." ;;
        *) complain "'$1' is not a RID that is known here." ;;
    esac
    shift
done
[ -n "$rids" ] || rids=linux-arm

cd "$(dirname "$0")"
. scripts/ensure.sh
ensure_sdk && ensure_install || exit 4
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
# The same commit gives the same bytes: no other time is in an archive.
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
artifacts=$PWD/artifacts
build=$artifacts/build
work=$artifacts/publish
mkdir -p "$work"

# in_build COMMAND RID ARGUMENTS …: builds in a folder of its own, so that a build beside it is not disturbed.
in_build() {
    command=$1 rid=$2
    shift 2
    [ -z "$aot" ] || set -- "$@" -p:PublishAot=true
    dotnet "$command" src/BtBattery.Driver -nologo -p:RuntimeIdentifier="$rid" --artifacts-path "$build" "$@"
}

# restore RID: 0 restored; 3 its packs are on no feed of this machine, which was told; 1 anything else, which was told too.
restore() {
    log=$work/restore-$1.log
    ! in_build restore "$1" >"$log" 2>&1 || return 0
    errors=$(grep ' error ' "$log" || true)
    missing=$(echo "$errors" | sed -n 's/.* error NU110[123]: Unable to find [a-z ]*package \(Microsoft\.[A-Za-z]*\.App\.[A-Za-z0-9.-]*[a-z0-9]\|runtime\.[a-z0-9-]*\.Microsoft\.DotNet\.ILCompiler\)[. ].*/\1/p' | LC_ALL=C sort -u)
    if [ -z "$missing" ] || echo "$errors" | grep -qv ' error NU110[123]: '; then
        cat "$log" >&2
        return 1
    fi
    echo "$1: not made, no package feed of this machine has $(echo "$missing" | paste -s -d ' ' | sed 's/ /, /g')." >&2
    return 3
}

# publish RID
publish() {
    name=btbattery-$version-$1$aot
    program=$work/program-$1$aot
    rm -rf "$program" "${work:?}/$name"
    in_build publish "$1" -c Release --no-restore "-clp:ErrorsOnly;NoSummary" -v quiet -o "$program" >&2
    sh scripts/licenses.sh "$build/obj/BtBattery.Driver" "$1" >"$work/LICENSES.md"
    sh package/stage.sh "$work/$name" "$program" "$artifacts/qml/gui-v2/BtBattery.json" "$version" "$1" "$work/LICENSES.md"
    # Sorted, with one time and owner, and no name in the gzip header: nothing of this machine is in it.
    tar -cf "$work/$name.tar" -C "$work" --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --mtime="@$epoch" "$name"
    gzip -9nc "$work/$name.tar" >"$artifacts/$name.tar.gz.new"
    mv "$artifacts/$name.tar.gz.new" "$artifacts/$name.tar.gz"
    rm -f "$work/$name.tar"
    mv "$work/LICENSES.md" "$artifacts/LICENSES.md"
    tell "$name.tar.gz"
    if [ -n "$venus_data" ]; then
        sh package/venus-data/pack.sh "$artifacts/$name.tar.gz" "$artifacts/venus-data-$version-$1$aot.tar.gz"
        tell "venus-data-$version-$1$aot.tar.gz"
    fi
}

tell() {
    awk -v bytes="$(wc -c <"$artifacts/$1")" -v name="artifacts/$1" 'BEGIN { printf "%s  %.2f MB\n", name, bytes / 1000000 }'
}

made="" screens=""
for rid in $rids; do
    status=0
    restore "$rid" || status=$?
    [ "$status" != 3 ] || continue
    [ "$status" = 0 ] || exit 1
    if [ -z "$screens" ]; then
        ./build-screens.sh >/dev/null
        screens=1
    fi
    publish "$rid"
    made=1
done
[ -n "$made" ] || exit 3
(cd "$artifacts" && LC_ALL=C && export LC_ALL && sha256sum -- *.tar.gz >SHA256SUMS)
