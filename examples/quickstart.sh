#!/usr/bin/env bash
# Builds myotrend and shows its main job on the simulated patients of examples/data:
# import, scan, the alerts, and a report with charts. Safe to run again.
set -euo pipefail
source_tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$source_tree/.ci/debian-packages.sh"

# shellcheck disable=SC2086
need $packages_to_build

build=$(build_folder release)
echo "== Building in $build (some minutes the first time)."
cmake -S "$source_tree" --preset release -B "$build" -DMYOTREND_BUILD_TESTS=OFF >"$build/configure.log" 2>&1 ||
  { cat "$build/configure.log" >&2; exit 1; }
cmake --build "$build" --target myotrend_program
myotrend=$(find "$build/cli" -maxdepth 1 -type f -name myotrend -perm -u+x)

example=$(build_folder quickstart)
export MYOTREND_DB="$example/clinic.db"
export MYOTREND_NOW=2025-10-01T08:00:00Z # the simulated rows end the day before
rm -f "$MYOTREND_DB" "$MYOTREND_DB-wal" "$MYOTREND_DB-shm"
rm -rf "$example/reports"
mkdir -p "$example/reports"

# show ARGUMENTS: prints a command as one would type it, and runs it.
show() {
  printf '\n$ myotrend %s\n' "$*"
  "$myotrend" "$@"
}

echo
echo "== The main job, with the clock set to $MYOTREND_NOW and the store in $MYOTREND_DB"
cd "$source_tree/examples/data"
show import patients.csv measurements.csv events.csv
show scan
show worklist
show alerts
# patients_of ARGUMENTS: the patients that a command's JSON names, in its order.
patients_of() {
  "$myotrend" "$@" --format json | grep -o '"patient" *: *"[^"]*"' | sed 's/.*"\([^"]*\)"$/\1/'
}
worst=$(patients_of worklist | sed -n 1p)
show assess --patient "$worst"
for patient in $(patients_of alerts | sort -u); do
  "$myotrend" report --quiet --patient "$patient" -o "$example/reports/$patient.html"
done

echo
echo "== Reports with charts, one for each patient with an alert; open them in a browser:"
find "$example/reports" -name '*.html' | sort | sed 's/^/   /'
echo
echo "== To go on by hand:"
echo "   export MYOTREND_DB=$MYOTREND_DB MYOTREND_NOW=$MYOTREND_NOW PATH=$(dirname "$myotrend"):\$PATH"
echo "   myotrend trend grip --patient $worst"
