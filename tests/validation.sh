#!/usr/bin/env bash
# Prints the figures of schema/pathways/METHOD.md in Markdown, and keeps the pages they come from.
#   tests/validation.sh [--program FILE] [--keep DIR] [--jobs N] COHORT...
# A COHORT is a folder with patients.csv, measurements.csv, perhaps events.csv, and truth.csv; or PATIENTS:SEED, which is
# simulated: tests/validation.sh 4000:1
set -euo pipefail
source_tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program="" keep="" jobs=$(nproc)
while [ $# -gt 0 ]; do
  case $1 in
    --program) program=${2:?--program needs a file}; shift 2 ;;
    --keep) keep=${2:?--keep needs a folder}; shift 2 ;;
    --jobs) jobs=${2:?--jobs needs a number}; shift 2 ;;
    --help) sed -n 2,5p "${BASH_SOURCE[0]}" | cut -c3-; exit 0 ;;
    *) break ;;
  esac
done
if [ $# -eq 0 ]; then
  sed -n 2,5p "${BASH_SOURCE[0]}" | cut -c3- >&2
  exit 2
fi
if [ -z "$program" ]; then
  program=$(find "$source_tree/build" -path '*/cli/myotrend' -type f -perm -u+x 2>/dev/null | head -n 1)
  [ -n "$program" ] || { echo "no program found in build/; build it, or name it with --program" >&2; exit 2; }
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -n "$keep" ] || keep=$work/pages
mkdir -p "$keep"
keep=$(cd "$keep" && pwd)
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
export MYOTREND_NOW=2037-01-01T00:00:00Z # later than every simulated fact
export TZ=UTC

# The curve of the frontier is in the page and its table; the document shows the points.
without_frontier() {
  awk '/^### /{skip = ($0 == "### Frontier")} !skip' "$1"
}

number=0
for cohort in "$@"; do
  number=$((number + 1))
  name=$(basename "$cohort" | tr ':' '-')
  export MYOTREND_DB=$work/$number.db
  if [ -d "$cohort" ]; then
    data=$(cd "$cohort" && pwd)
  else
    data=$work/$name
    "$program" --quiet simulate --patients "${cohort%%:*}" --seed "${cohort##*:}" --jobs "$jobs" -o "$data"
  fi
  files=("$data/patients.csv" "$data/measurements.csv")
  if [ -f "$data/events.csv" ]; then files+=("$data/events.csv"); fi
  "$program" --quiet import "${files[@]}" --recorded-as-effective >&2
  cp "$data/truth.csv" "$keep/$name-truth.csv"
  cd "$keep"
  for point in clinic population; do
    "$program" --quiet replay --point "$point" --jobs "$jobs" --truth "$name-truth.csv" \
      -o "$name-$point.csv" --report "$name-$point.md"
    echo "## Cohort $name, point $point"
    echo
    without_frontier "$name-$point.md"
  done
  "$program" --quiet replay --jobs "$jobs" --truth "$name-truth.csv" -o "$name-clinic.csv" --report "$name.html"
done
