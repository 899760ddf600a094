#!/usr/bin/env bash
# Process start to the first line of [Main], run folder included, beside an empty program; as built, and compiled ahead of time
# (ReadyToRun) where the feed has that compiler. Nothing else should run meanwhile.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rounds=${1:-25}

for project in Empty Experiment Compare; do
  dotnet build "$root/benchmarks/StartUp/$project" -c Release --nologo -v quiet
done
bin=$root/artifacts/bin
programs=("$bin/Empty/release/StartUpEmpty" "$bin/Experiment/release/StartUpExperiment")

rid=$(dotnet --info | sed -nE 's/^ *RID: *//p' | head -n 1)
if dotnet publish "$root/benchmarks/StartUp/Experiment" -c Release -r "$rid" --self-contained false -p:PublishReadyToRun=true \
    -o "$root/artifacts/startup-readytorun" --nologo -v quiet >/dev/null; then
  programs+=("$root/artifacts/startup-readytorun/StartUpExperiment")
else
  echo "no ReadyToRun compiler on this feed: measured as built only" >&2
fi

"$bin/Compare/release/StartUpCompare" "$rounds" "${programs[@]}"
