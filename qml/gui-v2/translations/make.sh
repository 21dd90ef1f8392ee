#!/bin/sh
# Makes the .qm files, which the plugin holds, out of the .ts files, which people write. Needs Debian's qt6-l10n-tools.
set -eu
cd "$(dirname "$0")"
for source in *.ts; do
    /usr/lib/qt6/bin/lrelease -silent -idbased "$source" -qm "${source%.ts}.qm"
done
