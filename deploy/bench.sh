#!/usr/bin/env bash
# Runs the benchmarks and prints a table, or with --json one line per row.
#   deploy/bench.sh [serving|http|orleans] [--json]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

name=serving
json=()
for argument in "$@"; do
  case "$argument" in
    --json) json=(--json) ;;
    serving | http | orleans) name=$argument ;;
    *) printf 'usage: deploy/bench.sh [serving|http|orleans] [--json]\n' >&2; exit 2 ;;
  esac
done

deploy/setup.sh >&2
project=tests/Benchmarks/OrleansML.Benchmarks
dotnet build "$project" --configuration Release --nologo --verbosity quiet >&2
if [[ "$name" == orleans ]]; then
  dotnet build "$project.Orleans" --configuration Release --nologo --verbosity quiet -p:Engines=standin >&2
  if grep -qs '<Engines>official' Engines.props; then
    dotnet build "$project.Orleans" --configuration Release --nologo --verbosity quiet -p:Engines=official >&2
  fi
fi
engines=$(dotnet msbuild "$project" -getProperty:Engines)
exec "artifacts/$engines/bin/OrleansML.Benchmarks/release/OrleansML.Benchmarks" "$name" "${json[@]}"
