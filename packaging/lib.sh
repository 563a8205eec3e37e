# shellcheck shell=bash
# What packaging/run, packaging/test and their like share. Sourced, never run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export LC_ALL=C.UTF-8
# What was compiled in one checkout is taken over in the next one, wherever it lies.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

say() { printf '==> %s\n' "$*"; }

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# missing_packages PURPOSE...: the packages of these purposes that are not installed, one a line.
missing_packages() {
    local purpose package command wanted=" $* "
    local -A present=()
    while read -r package; do
        present[$package]=1
    done < <(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
    while read -r purpose package command; do
        [[ -n $purpose && $purpose != '#'* && $wanted == *" $purpose "* ]] || continue
        [[ -n ${present[$package]:-} ]] && continue
        [[ -n $command ]] && command -v "$command" >/dev/null && continue
        printf '%s\n' "$package"
    done <"$root/packaging/packages.txt"
}

# install_missing PURPOSE...: installs what is not there; does not touch the package lists if nothing is missing.
install_missing() {
    command -v apt-get >/dev/null ||
        die "this script installs Debian packages, and there is no apt-get here. What is needed: packaging/packages.txt"
    local missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0

    local as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            die "these packages are missing, and only root can install them: ${missing[*]}"
        as_root=(sudo)
        [[ -t 0 ]] || as_root+=(-n) # nobody is there to type a password
    fi
    say "Installing ${#missing[@]} missing packages: ${missing[*]}"
    "${as_root[@]}" apt-get update -q ||
        die "apt-get update failed. Needed, and missing: ${missing[*]}"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "${missing[@]}" ||
        die "apt-get could not install: ${missing[*]}"
}

# configure PRESET [OPTION...], quietly unless it fails.
configure() {
    local preset=$1 log
    shift
    mkdir -p "$root/build/$preset"
    log=$root/build/$preset/configure.log
    say "Configuring build/$preset"
    if ! (cd "$root" && cmake --preset "$preset" "$@") >"$log" 2>&1; then
        cat "$log" >&2
        return 1
    fi
}
