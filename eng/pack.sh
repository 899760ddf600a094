#!/usr/bin/env bash
# Packs Gen, Gen.Training, Gen.Interactive, Gen.PostgreSql, Gen.Tool and Gen.Templates into a folder that can be a NuGet feed: eng/pack.sh DIR [VERSION]
# The default version is that of the moment, 0.1.0-local.20260131120000: NuGet keeps what it has unpacked of a version, and would go on with it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "usage: eng/pack.sh DIR [VERSION]" >&2
  exit 2
fi

mkdir -p "$1"
feed=$(cd "$1" && pwd)
if [ $# -eq 2 ]; then
  version=(-p:Version="$2")
else
  version=(-p:VersionSuffix="local.$(date -u +%Y%m%d%H%M%S)")
fi

# Two packs of one commit are equal, byte for byte.
deterministic=(-p:ContinuousIntegrationBuild=true -p:DeterministicTimestamp="$(git -C "$root" log -1 --format=%ct)")

# The package Gen has projects that src/Runtime does not reference.
dotnet restore "$root/src/CodeFixes" --nologo -v quiet
for project in src/Runtime src/Training src/Interactive src/PostgreSql src/Tool templates; do
  echo "packing $project" >&2
  dotnet pack "$root/$project" -c Release -o "$feed" --nologo -v quiet "${version[@]}" "${deterministic[@]}"
done
ls "$feed"
