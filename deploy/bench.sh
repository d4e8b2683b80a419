#!/usr/bin/env bash
# Runs the benchmarks and prints a table, or with --json one line per row.
#   deploy/bench.sh [serving|http|orleans|features] [--json]
#   deploy/bench.sh cluster|scoring [--quick] [--json]
#   deploy/bench.sh learning [--elastic] [--json]
#   deploy/bench.sh monitoring [profile|count|query|events|alarm] [--json]     all parts, or one
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

name=serving
part=()
options=()
usage() { printf 'usage: deploy/bench.sh [serving|http|orleans|features|cluster [--quick]|scoring [--quick]|learning [--elastic]|monitoring [profile|count|query|events|alarm]] [--json]\n' >&2; exit 2; }
for argument in "$@"; do
  case "$argument" in
    --json | --quick | --elastic) options+=("$argument") ;;
    serving | http | orleans | features | cluster | learning | scoring | monitoring) name=$argument ;;
    profile | count | query | events | alarm) part=("$argument") ;;
    *) usage ;;
  esac
done
if [[ "$name" != cluster && "$name" != scoring && " ${options[*]-} " == *" --quick "* ]]; then usage; fi
if [[ "$name" != monitoring && ${#part[@]} -gt 0 ]]; then usage; fi
if [[ "$name" != learning && " ${options[*]-} " == *" --elastic "* ]]; then usage; fi

setup=()
if [[ "$name" == cluster || "$name" == features || "$name" == scoring ]]; then setup=(--with-servers); fi
if [[ "$name" == learning || "$name" == monitoring ]]; then setup=(--with-torch); fi
if [[ " ${options[*]-} " == *" --elastic "* ]]; then setup+=(--with-servers); fi
deploy/setup.sh ${setup[@]+"${setup[@]}"} >&2
project=tests/Benchmarks/OrleansML.Benchmarks
dotnet build "$project" --configuration Release --nologo --verbosity quiet >&2
if [[ "$name" == orleans || "$name" == cluster ]]; then
  dotnet build "$project.Orleans" --configuration Release --nologo --verbosity quiet -p:Engines=standin >&2
  if grep -qs '<Engines>official' Engines.props; then
    dotnet build "$project.Orleans" --configuration Release --nologo --verbosity quiet -p:Engines=official >&2
  fi
fi
engines=$(dotnet msbuild "$project" -getProperty:Engines)
exec "artifacts/$engines/bin/OrleansML.Benchmarks/release/OrleansML.Benchmarks" "$name" ${part[@]+"${part[@]}"} ${options[@]+"${options[@]}"}
