#!/usr/bin/env bash
# Runs the sample samples/ApiDocs with the given arguments: ./run.sh with trainable_embed epochs=3
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! command -v dotnet >/dev/null 2>&1; then
  echo "error: 'dotnet' is not on the PATH: install the .NET SDK 10 from https://dot.net" >&2
  exit 2
fi

# Prints the output of the build only if it fails. Only the first build takes long.
[ -e "$root/artifacts/bin/ApiDocs/release/ApiDocs" ] || echo "building the sample; the first build takes half a minute or more" >&2
if ! log=$(dotnet build "$root/samples/ApiDocs" -c Release --nologo -v quiet 2>&1); then
  printf '%s\n' "$log" >&2
  exit 1
fi

exec "$root/artifacts/bin/ApiDocs/release/ApiDocs" "$@"
