#!/bin/sh
# Makes artifacts/qml: the screens as they are copied to a GX device, with the installer. Its gui-v2/BtBattery.json is the plugin, built out of the pages in qml/gui-v2
# and of their texts, qml/gui-v2/translations/*.qm, which are committed; make.sh in that folder makes those.
set -eu
cd "$(dirname "$0")"
. scripts/ensure.sh
ensure_install || exit 4

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build src/BtBattery.Plugin -c Release -nologo -clp:ErrorsOnly >&2
rm -rf artifacts/qml
mkdir -p artifacts/qml/gui-v1
cp qml/gui-v1/*.qml artifacts/qml/gui-v1
cp qml/install-qml.sh artifacts/qml
exec src/BtBattery.Plugin/bin/Release/net10.0/btbattery-plugin qml/gui-v2 artifacts/qml/gui-v2/BtBattery.json
