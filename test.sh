#!/usr/bin/env bash
# Builds everything and runs all tests. The last line is "N passed, M failed".
#   ./test.sh          runs a seeded tenth of each long loop (fuzzing, mutations, kills)
#   ./test.sh --full   runs all of them, and the cells of docs/notebooks.md in the kernel of .NET Interactive
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root"

case "${1:-}" in
  "") ;;
  --full) export GEN_FULL_TESTS=1 ;;
  *) echo "error: there is no option '$1'; the only option is --full" >&2; exit 2 ;;
esac

if ! command -v dotnet >/dev/null 2>&1; then
  echo "error: 'dotnet' is not on the PATH: install the .NET SDK 10 from https://dot.net" >&2
  exit 2
fi

# Sweeps are tested with a Slurm of their own. Without Slurm these tests are skipped, unless GEN_REQUIRE_SLURM is set.
slurm=$(mktemp -d)
postgres=$(mktemp -d)
trap './eng/slurm.sh stop "$slurm"; ./eng/postgres.sh stop "$postgres"; rm -rf "$slurm" "$postgres"' EXIT
if ./eng/slurm.sh start "$slurm"; then
  export GEN_SLURM_CONF="$slurm/slurm.conf"
elif [ -n "${GEN_REQUIRE_SLURM:-}" ]; then
  exit 2
fi

# Runs in a database are tested with a PostgreSQL of their own. Without, these tests are skipped, unless GEN_REQUIRE_POSTGRES is set.
if ./eng/postgres.sh start "$postgres"; then
  GEN_POSTGRES=$(cat "$postgres/address")
  export GEN_POSTGRES
elif [ -n "${GEN_REQUIRE_POSTGRES:-}" ]; then
  exit 2
fi

dotnet build Gen.sln --nologo -v quiet || exit 1

passed=0
failed=0
for project in tests/*.Tests/*.csproj; do
  # One project at a time: two torch programs on a small machine slow each other down.
  log=$(mktemp)
  dotnet test "$project" --no-build --nologo -v quiet --logger "console;verbosity=minimal" 2>&1 | tee "$log"
  result=${PIPESTATUS[0]}
  summary=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+' "$log" | tail -n 1)
  rm -f "$log"
  p=$(sed -nE 's/.*Passed: +([0-9]+).*/\1/p' <<<"$summary")
  f=$(sed -nE 's/.*Failed: +([0-9]+).*/\1/p' <<<"$summary")
  passed=$((passed + ${p:-0}))
  failed=$((failed + ${f:-0}))
  # A test host that crashed or found no tests is a failure too.
  if [ "$result" -ne 0 ] && [ "${f:-0}" -eq 0 ] || [ -z "$summary" ]; then
    echo "$project did not finish" >&2
    failed=$((failed + 1))
  fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
