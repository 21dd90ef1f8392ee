#!/bin/sh
# Makes artifacts/qml: the screens as they are copied to a GX device, with the installer. Its gui-v2/BtBattery.json is the plugin, built out of the pages in qml/gui-v2
# and of their texts, qml/gui-v2/translations/*.qm, which are committed; make.sh in that folder makes those.
set -eu

usage() {
    cat <<'END'
Usage: ./build-screens.sh

Makes artifacts/qml, the folder that is copied to a GX device: the pages of gui-v1, the plugin for gui-v2
(gui-v2/BtBattery.json), and install-qml.sh, which puts them onto the screens. docs/screens.md says how to go on.

  --help   this text

Exit status: 0 made; 1 the pages cannot become a plugin; 2 wrong usage; 4 something needed is missing.
END
}

case ${1-} in
    "") ;;
    --help | -h)
        usage
        exit 0
        ;;
    *)
        echo "build-screens.sh: '$1' is not an option. See './build-screens.sh --help'." >&2
        exit 2
        ;;
esac

cd "$(dirname "$0")"
. scripts/ensure.sh
ensure_sdk && ensure_install || exit 4

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build src/BtBattery.Plugin -c Release -nologo -clp:ErrorsOnly >&2
rm -rf artifacts/qml
mkdir -p artifacts/qml/gui-v1
cp qml/gui-v1/*.qml artifacts/qml/gui-v1
cp qml/install-qml.sh artifacts/qml
exec src/BtBattery.Plugin/bin/Release/net10.0/btbattery-plugin qml/gui-v2 artifacts/qml/gui-v2/BtBattery.json
