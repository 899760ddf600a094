#!/usr/bin/env bash
# Trains the sample samples/ApiDocs; all arguments go to it: ./run.sh with trainable_embed epochs=3
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! command -v dotnet >/dev/null 2>&1; then
  echo "error: the .NET SDK 10 is needed and 'dotnet' is not on the PATH: see https://dot.net" >&2
  exit 2
fi

# Quiet unless it fails: the screen is for the sample. Only the first build takes long.
[ -e "$root/artifacts/bin/ApiDocs/release/ApiDocs" ] || echo "building the sample: half a minute or more, this once" >&2
if ! log=$(dotnet build "$root/samples/ApiDocs" -c Release --nologo -v quiet 2>&1); then
  printf '%s\n' "$log" >&2
  exit 1
fi

exec "$root/artifacts/bin/ApiDocs/release/ApiDocs" "$@"
