#!/usr/bin/env bash
# Measures myotrend beside bare libraries, and prints one table. tests/bench/run.sh [--patients N] [--reference RAMP.py]
# N: how far the curves over patients go (10000; 1000000 needs some 10 GB and an hour). Nothing is asserted.
set -euo pipefail
source_tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$source_tree/.ci/debian-packages.sh"
reference="$source_tree/../shared/reference/ramp.py"
while [ $# -gt 0 ]; do
  case "$1" in
    --patients) export MYOTREND_BENCH_PATIENTS=${2:?--patients needs a number}; shift 2 ;;
    --reference) reference=${2:?--reference needs a file}; shift 2 ;;
    *) sed -n 2,3p "${BASH_SOURCE[0]}" | cut -c3-; exit 2 ;;
  esac
done
# shellcheck disable=SC2086
need $packages_to_build $packages_to_bench

build=$(build_folder bench)
cmake -S "$source_tree" --preset release -B "$build" -DMYOTREND_BUILD_TESTS=ON -DMYOTREND_BUILD_BENCH=ON >/dev/null
cmake --build "$build" --target bench_monitor myotrend_program -- -j "${JOBS:-$(nproc)}"
"$build/tests/bench/bench_monitor" --benchmark_out="$build/bench.json" --benchmark_out_format=json
exec python3 "$source_tree/tests/bench/compare.py" "$build/bench.json" "$build/cli/myotrend" "$reference"
