#!/bin/sh
# Makes the form of an archive that needs no SSH: Venus OS unpacks a file venus-data.tar.gz on a USB stick or SD card into /data when it starts, and runs the two scripts in its folder rc.
set -eu

usage() {
    cat <<'TEXT'
Usage: package/venus-data/pack.sh ARCHIVE OUT

Makes OUT, to be called venus-data.tar.gz on the stick, of ARCHIVE, a btbattery-VERSION-RID.tar.gz.

Exit status: 0 made; 1 ARCHIVE is not such a file; 2 wrong usage.
TEXT
}

case ${1-} in --help | -h) usage; exit 0 ;; esac
if [ $# -ne 2 ]; then
    usage >&2
    exit 2
fi
archive=$1 out=$2
here=$(cd "$(dirname "$0")" && pwd -P)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
name=${archive##*/}
if ! tar -xzf "$archive" -C "$work" "${name%.tar.gz}/VERSION" 2>/dev/null; then
    echo "pack.sh: $archive is not an archive of BtBattery with its own name." >&2
    exit 1
fi
mkdir -p "$work/pack/rc" "$work/pack/btbattery-stick"
cp "$here/rc/pre-hook.sh" "$here/rc/post-hook.sh" "$here/rc/install.sh" "$work/${name%.tar.gz}/VERSION" "$work/pack/rc"
cp "$archive" "$work/pack/btbattery-stick/$name"
du -k --apparent-size "$archive" | cut -f 1 >"$work/pack/rc/KILOBYTES"
# Only these two names: an entry for the top would give /data its mode and owner, and Venus OS asks for 'rc' by just that name.
tar -czf "$out.new" -C "$work/pack" --owner=0 --group=0 --mode=u=rwX,go=rX --sort=name --mtime=@0 rc btbattery-stick
mv "$out.new" "$out"
