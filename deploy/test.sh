#!/usr/bin/env bash
# Sets up and runs every test. The last line is the sum: N passed, N failed, N skipped.
set -euo pipefail

usage() {
    cat <<'EOF'
usage: deploy/test.sh [--engines official|standin] [--project TEXT] [--chaos]
       deploy/test.sh --soak [--minutes N] [--seed N] [--engines official|standin]

Sets up, builds, and runs every test project with the engines in use; where those are the official packages, the conformance tests and
those of whole clusters, but for long work, run with the stand-ins as well. Ends with the sum of all, and with exit code 1 if anything failed.

  --engines   use the official packages or the stand-ins, whatever could be had
  --project   only the projects whose path holds this text
  --chaos     only the fault tests, all of them; without it the fast ones run with everything else
  --soak      only the soak: minutes of load with a random fault every 10 s, with the engines in use; prints its report
  --minutes   with --soak: its length, 2 or more; default 10
  --seed      with --soak: which faults; default 1
EOF
}

SETUP_ARGUMENTS=(--with-standins --with-servers --with-browser --with-torch)
ONLY=""
FILTER='Category!=Chaos&Category!=Soak'
CHAOS=no SOAK=no MINUTES=10 SEED=1
while (($# > 0)); do
    case "$1" in
        --engines | --project)
            (($# > 1)) || { printf 'error: %s takes a value\n' "$1" >&2; exit 2; }
            if [[ "$1" == --engines ]]; then SETUP_ARGUMENTS+=("$1" "$2"); else ONLY="$2"; fi
            shift
            ;;
        --chaos) ONLY=$'OrleansML.ChaosTests\nOrleansML.ProcessTests' FILTER='Category!=Soak' CHAOS=yes ;;
        --soak) ONLY=OrleansML.ChaosTests FILTER='Category=Soak' SOAK=yes ;;
        --minutes | --seed)
            [[ "${2:-}" =~ ^[0-9]+$ ]] || { printf "error: %s takes a whole number, not '%s'\n" "$1" "${2:-}" >&2; exit 2; }
            if [[ "$1" == --seed ]]; then SEED="$2"; else MINUTES="$2"; fi
            shift
            ;;
        -h | --help) usage; exit 0 ;;
        *) printf 'error: unknown option: %s\n' "$1" >&2; usage >&2; exit 2 ;;
    esac
    shift
done

((MINUTES >= 2)) || { printf 'error: --minutes is %s; growth is judged after the first minute, so at least 2 are needed\n' "$MINUTES" >&2; exit 2; }

source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$ROOT/deploy/lib/build.sh"
source "$ROOT/deploy/lib/results.sh"

# test_projects FOLDER: the projects under it that hold tests.
test_projects() { grep -lr --include='*.csproj' 'Microsoft.NET.Test.Sdk' "$1" | sort | { grep -F -- "$ONLY" || true; }; }

# run_project PROJECT ENGINES [SUFFIX]: SUFFIX tells a second run of a project from the first.
run_project() {
    local project="$1" engines="$2" filter="$FILTER" name results result=0 started=$SECONDS
    name="$(basename "$project" .csproj)${3:-}"
    if [[ "$ONCE" == yes && "$name" == OrleansML.ClusterTests ]]; then filter+="$JOBS"; fi
    # Of the tests with processes only some are about faults.
    if [[ "$CHAOS" == yes && "$name" == OrleansML.ProcessTests* ]]; then filter='Category=Chaos'; fi
    results="$ROOT/artifacts/$engines/test-results/$name"
    rm -rf "$results"
    say "--- $name ($engines)"
    dotnet test "$project" -c Release --no-build -p:Engines="$engines" --nologo -v q \
        --results-directory "$results" --logger "trx;LogFileName=result.trx" --logger "console;verbosity=minimal" \
        --filter "$filter" --blame-hang-timeout "${HANG_MINUTES}m" --blame-hang-dump-type none || result=$?
    print_fault_reports "$results"
    add_results "$name ($engines)" "$results/result.trx" "$result"
    say "    took $((SECONDS - started)) s"
}

# Tests that make their own clusters are the same whatever those of the others are made of.
MADE_OF_THEIR_OWN=""
for folder in Filters Hosting Membership Networking Redis Telemetry; do
    MADE_OF_THEIR_OWN+="&FullyQualifiedName!~OrleansML.Conformance.$folder."
done

# Long work is the product's own, whatever its clusters are made of.
ONCE=no
JOBS=""
for folder in Monitoring.Scenarios Pipelines Scoring Training; do
    JOBS+="&FullyQualifiedName!~OrleansML.ClusterTests.$folder."
done

# run_projects ENGINES PROJECT ...: what Orleans promises must hold over TCP and Redis too, so those tests run a second time there. Those in which seconds
# decide have a process of their own: a hundred silos that came and went before leave none of it quiet.
run_projects() {
    local engines="$1" project
    shift
    for project in "$@"; do
        if [[ "$(basename "$project")" != OrleansConformanceTests.csproj ]]; then
            run_project "$project" "$engines"
            continue
        fi
        FILTER="$FILTER&Category!=Timed" run_project "$project" "$engines"
        FILTER="$FILTER&Category=Timed" run_project "$project" "$engines" " timed"
        FILTER="$FILTER&Category!=Timed$MADE_OF_THEIR_OWN" ORLEANS_TESTS_CLUSTERING=redis run_project "$project" "$engines" " over Redis"
    done
}

# print_fault_reports FOLDER: what the fault tests saw, where they were asked for.
print_fault_reports() {
    [[ "$ONLY" == OrleansML.ChaosTests* ]] || return 0
    find "$1" -name report.txt -print0 2>/dev/null | sort -z | xargs -0 -r cat
}

# build_projects ENGINES PROJECT ...: in one build, so that what they share is looked at once.
build_projects() {
    local engines="$1" filter project projects=()
    shift
    (($# > 0)) || return 0
    for project in "$@"; do projects+=("$(realpath --relative-to "$ROOT" "$project")"); done
    filter="$ROOT/artifacts/$engines/tests.slnf"
    mkdir -p "$(dirname "$filter")"
    printf '{"solution":{"path":"../../OrleansML.sln","projects":[%s]}}\n' "$(printf '"%s"\n' "${projects[@]}" | paste -sd,)" >"$filter"
    say "building $# test projects ($engines)"
    build_quietly "$filter" -p:Engines="$engines"
}
# One fault test builds the product a second time, and another takes a million rows through ten seeds.
HANG_MINUTES=8
if [[ "$ONLY" == OrleansML.ChaosTests* ]]; then
    HANG_MINUTES=15
fi
if [[ "$SOAK" == yes ]]; then
    HANG_MINUTES=$((MINUTES + 8))
    export ORLEANSML_SOAK_MINUTES="$MINUTES" ORLEANSML_SOAK_SEED="$SEED"
fi

bash "$ROOT/deploy/setup.sh" "${SETUP_ARGUMENTS[@]}"
ENGINES="$(engines_in_use)"

mapfile -t PROJECTS < <(test_projects "$ROOT/tests")
((${#PROJECTS[@]} > 0)) || fail "no test project's path holds '$ONLY'."
if [[ -z "$ONLY" ]]; then
    # Whatever no test refers to, benchmarks and samples for instance, must build too.
    say "building everything ($ENGINES)"
    build_quietly "$ROOT/OrleansML.sln" -p:Engines="$ENGINES"
else
    build_projects "$ENGINES" "${PROJECTS[@]}"
fi
run_projects "$ENGINES" "${PROJECTS[@]}"

# The stand-ins can be had everywhere, and the product must not tell which it runs on.
if [[ "$ENGINES" == official && "$SOAK" == no ]]; then
    # What starts processes takes longest and tests the product, not the engines, and so do the tests of single parts; the conformance tests and
    # those of whole clusters (but for long work) run with both, and '--engines standin' runs everything with the stand-ins. What needs TorchSharp alone ran with
    # its stand-in already where the official one does not load.
    once=(-e OrleansML.ProcessTests -e OrleansML.ChaosTests -e OrleansML.CliTests -e OrleansML.DataTests -e OrleansML.GatewayTests
        -e OrleansML.LearningTests -e OrleansML.StorageTests -e OrleansML.UnitTests)
    if grep -q '<TorchEngine.*>standin<' "$ROOT/Engines.props"; then once+=(-e TorchSharpConformanceTests -e OrleansML.TrainingTests); fi
    mapfile -t PROJECTS < <(test_projects "$ROOT/tests" | if [[ -z "$ONLY" ]]; then grep -v "${once[@]}"; else cat; fi)
    build_projects standin ${PROJECTS[@]+"${PROJECTS[@]}"}
    if [[ -z "$ONLY" ]]; then ONCE=yes; fi
    run_projects standin ${PROJECTS[@]+"${PROJECTS[@]}"}
fi

print_results
