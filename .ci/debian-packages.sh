# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by examples/quickstart.sh and tests/run.sh: the Debian packages each needs, and how they come.

packages_to_build="g++ cmake ninja-build pkg-config libsqlitecpp-dev libsqlite3-dev libhowardhinnant-date-dev
  libboost-dev libcli11-dev nlohmann-json3-dev libvalijson-dev libfmt-dev libsodium-dev
  libcurl4-openssl-dev libtomlplusplus-dev tzdata
  libcairo2-dev libpango1.0-dev librsvg2-dev fonts-dejavu-core"
packages_to_test="catch2 librapidcheck-dev python3 sqlite3 openssl python3-aiosmtpd python3-yaml
  prometheus-alertmanager prometheus systemd poppler-utils"
# Optional beside it: python3-scipy and r-base-core, held against on the same series.
packages_to_bench="libbenchmark-dev python3 python3-numpy"

# need PACKAGE...: installs what is missing. Exit 3 with the command to type when this user may not install.
need() {
  if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is not a Debian system; going on with what is installed. Needed: $*" >&2
    return 0
  fi
  local missing="" package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
  done
  if [ -z "$missing" ]; then
    echo "== All packages are installed."
    return 0
  fi
  local apt="apt-get -o DPkg::Lock::Timeout=300"
  local install="$apt install -y --no-install-recommends$missing"
  local as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
      cannot_install "$install"
    fi
    as_root="sudo"
  fi
  echo "== Installing from the system's package archive:$missing"
  # shellcheck disable=SC2086  # the words of the command
  $as_root env DEBIAN_FRONTEND=noninteractive $apt update -q >/dev/null ||
    echo "The list of packages could not be brought up to date; trying with the present one." >&2
  # shellcheck disable=SC2086
  without_services $as_root env DEBIAN_FRONTEND=noninteractive $install -q >/dev/null || cannot_install "$install"
  for package in $missing; do  # nor does it come up at the next start of the machine
    case "$package" in
      prometheus*) $as_root systemctl disable "$package" >/dev/null 2>&1 || true ;;
    esac
  done
}

# without_services COMMAND...: what is installed starts no daemon. Some packages bring one, and only their programs are
# wanted: the tests start their own and end them.
without_services() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap '$as_root rm -f "$policy"' EXIT
    trap 'exit 1' INT TERM
    printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null && $as_root chmod 755 "$policy"
  fi
  "$@"
)

cannot_install() {
  echo "Some packages are missing and could not be installed here. Please run as root:" >&2
  echo "  apt-get update && $1" >&2
  exit 3
}

# build_folder NAME: build/NAME in the source tree, or in the user's cache where the tree may not be written.
build_folder() {
  local inside="$source_tree/build/$1"
  if mkdir -p "$inside" 2>/dev/null && [ -w "$inside" ] && [ -z "$(find "$inside" -maxdepth 1 ! -writable -print -quit)" ]; then
    echo "$inside"
  else
    local outside="${XDG_CACHE_HOME:-$HOME/.cache}/myotrend/build/$1"
    mkdir -p "$outside" && echo "$outside"
  fi
}
