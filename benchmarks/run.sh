#!/usr/bin/env bash
# Runs all pairs of benchmarks side by side and writes benchmarks/RESULTS.md and benchmarks/results.json. Nothing else should run meanwhile.
#   benchmarks/run.sh [--short] [--only ID,ID...] [--rounds N] [--list]
#   --short   small sizes and few rounds, without the long pairs; fails on allocations and on ratios three times over their goals, never on times
#   --only    these pairs alone;  --list shows their ids
# With --short or --only the two files go to artifacts/benchmarks/ and leave those of the repository alone.
# Exit code: 0 done · 1 a program failed, --short found something far off, or growth that must be linear is not · 2 bad option.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bin=$root/artifacts/bin
short=
only=
rounds=
list=

usage() { echo "error: $1; see the head of benchmarks/run.sh" >&2; exit 2; }
while [ $# -gt 0 ]; do
  case "$1" in
    --short) short=1 ;;
    --only) [ $# -gt 1 ] || usage "--only needs ids"; only=$2; shift ;;
    --rounds) [[ "${2:-}" =~ ^[1-9][0-9]*$ ]] || usage "--rounds needs a number from 1"; rounds=$2; shift ;;
    --list) list=1 ;;
    *) usage "there is no option '$1'" ;;
  esac
  shift
done

command -v dotnet >/dev/null 2>&1 || { echo "error: 'dotnet' is not on the PATH: install the .NET SDK 10 from https://dot.net" >&2; exit 2; }
log=$(mktemp)
trap 'rm -f "$log" "${GEN_BENCHMARK_RESULTS:-}"' EXIT
build() {
  echo "building benchmarks/$1" >&2
  dotnet build "$root/benchmarks/$1" -c Release --nologo -v quiet >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
}
report=$bin/Gen.Benchmarks.Report/release/Gen.Benchmarks.Report

build Report
if [ -n "$list" ]; then "$report" list; exit; fi
[ -z "$only" ] || "$report" check "$only" || exit 2

# One thread for both sides: processor time can be compared then, also where others use the machine.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
export GEN_BENCHMARK_ONLY=$only GEN_BENCHMARK_SHORT=$short GEN_BENCHMARK_ROUNDS=${rounds:-${short:+3}}
[ -n "$GEN_BENCHMARK_ROUNDS" ] || GEN_BENCHMARK_ROUNDS=7
GEN_BENCHMARK_RESULTS=$(mktemp)
export GEN_BENCHMARK_RESULTS

started=$SECONDS
failed=0
# PROJECT ARGUMENT...: builds and runs the program if any of its pairs is wanted.
measure() {
  local project=$1
  shift
  "$report" wants "$project" || return 0
  build "$project"
  local name
  name=$(basename "$root/benchmarks/$project/"*.csproj .csproj)
  "$bin/$name/release/$name" "$@" || failed=1
}

# It brings numpy along. A pair whose rival cannot be had says so.
if "$report" wants Micro || "$report" wants EventFiles; then "$root/eng/python-torch.sh"; fi
measure Micro pairs
measure Runtime pairs
measure EventFiles pairs
measure Generator pairs
if "$report" wants StartUp; then
  "$root/benchmarks/startup.sh" "$([ -n "$short" ] && echo 5 || echo 25)" || failed=1
fi

if "$report" wants Editor; then
  "$root/benchmarks/editor.sh" || failed=1
fi

if [ -n "$short$only" ]; then
  target=$root/artifacts/benchmarks
else
  target=$root/benchmarks
fi
mkdir -p "$target"
"$report" write "$GEN_BENCHMARK_RESULTS" "$target" "$((SECONDS - started))" || failed=1
exit "$failed"
