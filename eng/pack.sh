#!/usr/bin/env bash
# Packs Gen, Gen.Training, Gen.Interactive and Gen.Templates into a folder that can be a NuGet feed: eng/pack.sh DIR
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ $# -ne 1 ]; then
  echo "usage: eng/pack.sh DIR" >&2
  exit 2
fi

mkdir -p "$1"
# The package Gen has projects that src/Runtime does not reference.
dotnet restore "$root/src/CodeFixes" --nologo -v quiet
feed=$(cd "$1" && pwd)
for project in src/Runtime src/Training src/Interactive templates; do
  echo "packing $project" >&2
  dotnet pack "$root/$project" -c Release -o "$feed" --nologo -v quiet
done
ls "$feed"
