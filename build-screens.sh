#!/bin/sh
# Builds artifacts/screens-plugin/BtBattery.json, the plugin of gui-v2, out of the pages in qml/gui-v2.
# Its texts are qml/gui-v2/translations/*.qm, which are committed; make.sh in that folder makes them.
set -eu
cd "$(dirname "$0")"
. scripts/ensure.sh
ensure_install || exit 4

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build src/BtBattery.Plugin -c Release -nologo -clp:ErrorsOnly >&2
exec src/BtBattery.Plugin/bin/Release/net10.0/btbattery-plugin qml/gui-v2 artifacts/screens-plugin/BtBattery.json
