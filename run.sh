#!/usr/bin/env bash
# Trains the sample samples/ApiDocs; all arguments go to it: ./run.sh with trainable_embed epochs=3
# On a new machine it first installs what torch needs (eng/torch.sh says what).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! command -v dotnet >/dev/null 2>&1; then
  echo "error: the .NET SDK 10 is needed and 'dotnet' is not on the PATH: see https://dot.net" >&2
  exit 2
fi

"$root/eng/torch.sh" || exit $?
# Building talks to standard error: standard output is for the sample's results.
dotnet build "$root/samples/ApiDocs" -c Release --nologo -v quiet -clp:NoSummary 1>&2 || exit 1
exec "$root/artifacts/bin/ApiDocs/release/ApiDocs" "$@"
