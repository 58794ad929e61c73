#!/usr/bin/env bash
# Builds myotrend and runs every test. tests/run.sh [--preset release|dev|asan|tsan] [arguments of ctest]
set -euo pipefail
source_tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$source_tree/.ci/debian-packages.sh"

preset=release
if [ "${1:-}" = --preset ]; then
  preset=${2:?--preset needs a name: release, dev, asan or tsan}
  shift 2
fi
if [ "${1:-}" = --help ]; then
  sed -n 2p "${BASH_SOURCE[0]}" | cut -c3-
  exit 0
fi

# shellcheck disable=SC2086
need $packages_to_build $packages_to_test

build=$(build_folder "$preset")
echo "== Building in $build"
cmake -S "$source_tree" --preset "$preset" -B "$build" -DMYOTREND_BUILD_TESTS=ON
cmake --build "$build"
echo "== Testing"
exec ctest --test-dir "$build" --output-on-failure --no-tests=error --parallel "$(nproc)" "$@"
