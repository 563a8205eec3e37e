# shellcheck shell=bash
# Builds pgvector for PostgreSQL 15, which Debian 12 does not have, from the source package of Debian 13.
# Sourced by packaging/test after lib.sh; only the tests and the benchmarks of the team store need it.

# The extension's version is written into its control file, so that is what says whether it is there.
pgvector_control=/usr/share/postgresql/15/extension/vector.control

# debian_mirror: where this system gets its Debian packages from.
debian_mirror() {
    # shellcheck disable=SC2016 # the variables are apt's
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' 'Origin: Debian' |
        grep -v security | head -n 1
}

# fetch_pgvector FOLDER: puts the unpacked source into FOLDER/pgvector. The system's package lists stay as they are.
fetch_pgvector() {
    local folder=$1 mirror
    mirror=$(debian_mirror)
    mkdir -p "$folder/lists/partial" "$folder/pgvector"
    printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s trixie main\n' \
        "${mirror:-http://deb.debian.org/debian}" >"$folder/sources.list"
    local options=(-q -o "Dir::Etc::SourceList=$folder/sources.list" -o Dir::Etc::SourceParts=-
        -o "Dir::State::Lists=$folder/lists" -o Dir::Cache::srcpkgcache= -o Dir::Cache::pkgcache=
        -o APT::Sandbox::User=)
    (cd "$folder" && apt-get "${options[@]}" update && apt-get "${options[@]}" source --download-only pgvector) ||
        return 1
    tar -xf "$folder"/pgvector_*.orig.tar.gz -C "$folder/pgvector" --strip-components=1
}

# install_pgvector: returns at once where it is installed.
install_pgvector() {
    [[ -f $pgvector_control ]] && return 0
    local as_root=() folder log
    if ((EUID != 0)); then
        as_root=(sudo)
        [[ -t 0 ]] || as_root+=(-n)
    fi
    folder=$(mktemp -d)
    log=$folder/log
    say "Building pgvector for PostgreSQL 15"
    # No OPTFLAGS: the default is -march=native, and then it would only run on this machine's processor.
    if ! { fetch_pgvector "$folder" &&
        make -C "$folder/pgvector" PG_CONFIG=/usr/lib/postgresql/15/bin/pg_config OPTFLAGS="" with_llvm=no &&
        "${as_root[@]}" make -C "$folder/pgvector" PG_CONFIG=/usr/lib/postgresql/15/bin/pg_config OPTFLAGS="" \
            with_llvm=no install; } >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        rm -rf "$folder"
        return 1
    fi
    rm -rf "$folder"
}
