#!/usr/bin/env bash
# Removes one check of the metric planner at a time and shows that the random bodies of tests/Metrics.Tests notice it.
# Usage: eng/planted-faults.sh [name...]    with names of faults, only these
# GEN_RANDOM_SEED is the first body's seed (3000000), GEN_RANDOM_BODIES the most bodies that a fault may take (3000).
# Works in a copy of the sources. Bodies whose plan the fault does not change are not run. Exit code 1: a fault was not noticed.
set -euo pipefail
cd "$(dirname "$0")/.."
first=${GEN_RANDOM_SEED:-3000000}
most=${GEN_RANDOM_BODIES:-3000}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z | xargs -0 cp --parents -t "$copy" 2>/dev/null || true
cd "$copy"
git init -q . # The build reads the version of the sources from git.
planning=src/Generators/Metrics/Planning
tests=artifacts/bin/Gen.Metrics.Tests/debug
planner=artifacts/bin/Gen.Generators/debug/Gen.Generators.dll
missed=0

# A fault may leave the compiler in doubt, of a null for instance.
build() {
    if ! dotnet build "$1" -v q --nologo -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false >build.log 2>&1; then
        tail -n 20 build.log
        exit 2
    fi
}

# Kinds and seeds of the faults that a planner has with some bodies from a seed on: of those with other plans than in a file, if given.
faults() {
    rm -f report.txt
    cp "$1" "$tests/Gen.Generators.dll"
    env ${4:+GEN_RANDOM_PLANS="$4"} GEN_RANDOM_BODIES="$3" GEN_RANDOM_SEED="$2" GEN_RANDOM_REPORT="$PWD/report.txt" OMP_NUM_THREADS=1 \
        dotnet vstest "$tests/Gen.Metrics.Tests.dll" --TestCaseFilter:FullyQualifiedName~RandomBodyReport >test.log 2>&1 || true
    if [[ ! -f report.txt ]]; then tail -n 20 test.log >&2; exit 2; fi
    grep -A2 -E '^==== (WrongValue|WrongType|Throws|DoesNotCompile|GeneratorCrashes|ChangesEachTime|DoesNotEnd)' report.txt |
        grep -E '^(====|seeds)' | paste -d' ' - - || true
}

# name, file, what stands there, what stands there instead
plant() {
    local name=$1 file=$planning/$2 text found seed
    if [[ -n ${only// } && $only != *" $name "* ]]; then return; fi
    text=$(<"$file")
    if [[ $text != *"$3"* ]]; then echo "$name: '$3' is not in $file" >&2; exit 2; fi
    printf '%s\n' "${text/"$3"/"$4"}" >"$file"
    build src/Generators
    printf '%s\n' "$text" >"$file"
    found=$(faults "$planner" "$first" "$most" "$PWD/plans.txt")
    for seed in $(grep -oE '\b[0-9]{7,}\b' <<<"$found"); do
        if [[ -n $(faults whole.dll "$seed" 1) ]]; then continue; fi
        echo "$name: noticed by body $seed, $(grep -oE '^==== [A-Za-z]+' <<<"$found" | cut -c6-)"
        return
    done
    echo "$name: NOT noticed by $most bodies"
    missed=1
}

only=" $* "
build tests/Metrics.Tests
cp "$planner" whole.dll
faults whole.dll "$first" "$most" "$PWD/plans.txt"
plant assignment-in-expression FollowedLanguage.cs 'when !IsStatement(operation)' 'when operation is null'
plant end-of-case FollowedLanguage.cs '!IsEndOfCase(leave)' 'leave is null'
plant users-operators FollowedLanguage.cs '&& !IsKnown(method)' '&& method is null'
plant whole-bound FollowedLanguage.cs '!IsWhole(bound.Type)' 'bound.Type is null'
plant counter-changed FollowedLanguage.cs 'e.Symbol.Is(counter)' 'e.Symbol is null'
plant bound-changed FollowedLanguage.cs 'read.Exists(e.Symbol.Is)' 'e.Symbol is null'
plant captured-changes Captures.cs '!IsOwn(e.Symbol, function)' 'e.Symbol is null'
plant captured-reads Captures.cs '&& changed.Exists(captured.Is)' '&& changed.Count < 0'
plant captured-reads-of-local-functions Captures.cs '&& seen.Add(inner)' '&& inner is null'
plant second-name Ownership.cs '!IsUse(r)' 'r is null'
plant returned-by-a-function Ownership.cs 'reference.FunctionAround() == _declaration.FunctionAround()' 'reference is not null'
plant array-filled-once Ownership.cs 'if (sets.Count > 1 ||' 'if ('
plant array-filled-in-every-turn Ownership.cs '!IsEveryTurn(set, filling)' 'filling is null'
plant break-ends-the-loop Interpreter.Repeats.cs '_variables = known == false ? after!' '_variables = known != true ? after!'
plant same-kind-after-every-turn Interpreter.Repeats.cs 'joined.Zip(kinds, SameKind).All(same => same)' 'joined.Count >= 0'
plant rows-or-constant Interpreter.Choices.cs 'if (whenTrue.IsRow != whenFalse.IsRow)' 'if (whenTrue is null)'
plant narrow-integers Interpreter.Assignments.cs '!HostArithmetic.IsNarrow(type)' 'type is not null'
plant conversion-of-a-tuple Interpreter.Operators.cs 'value is TupleValue && !conversion' 'value is null && !conversion'
plant deconstruction-that-converts Interpreter.Assignments.cs 'is not ITupleOperation && Converts(' 'is null && Converts('
plant property-that-is-set Constants.cs 'property.SetMethod is null or { IsInitOnly: true } && Getter' 'Getter'
exit $missed
