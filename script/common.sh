# shellcheck shell=bash
# What script/up, script/test and .ci/run share: to be sourced by bash, with errexit on.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

die() {
    say "$@"
    exit 1
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

apt_update() {
    say "updating the package lists"
    as_root apt-get -q update >&2
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o Dpkg::Use-Pty=0 install --no-install-recommends "$@" >&2
}

# Without dpkg nobody can tell what is missing but the build itself; without its tools it cannot even begin.
expect_tools_of_other_systems() {
    local tool
    say "this is no Debian; herd takes what Debian calls: $*"
    for tool in c++ cmake ninja; do
        command -v "$tool" >/dev/null || die "$tool is missing: install the above and try again"
    done
}

# Installs what is missing of the packages that files list.
need_packages() {
    local wanted missing
    mapfile -t wanted < <(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@")
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        expect_tools_of_other_systems "${wanted[@]}"
        return
    fi
    mapfile -t missing < <(
        # dpkg-query fails if it knows nothing of a package, which then is a missing one.
        { dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true; } |
            sed -n 's/^installed //p' | sort -u | comm -13 - <(printf '%s\n' "${wanted[@]}" | sort -u)
    )
    ((${#missing[@]})) || return 0

    if ((EUID != 0)) && ! command -v sudo >/dev/null; then
        die "packages are missing, and this is neither root nor is there sudo. As root: apt-get install ${missing[*]}"
    fi
    say "installing ${missing[*]}"
    as_root apt-get -qq --simulate install "${missing[@]}" >/dev/null 2>&1 || apt_update
    # The lists can be so old that the mirror no longer has what they name.
    apt_install "${missing[@]}" || { apt_update && apt_install "${missing[@]}"; } ||
        die "cannot install ${missing[*]}: see above"
}

# An entry of the CMake cache of a build folder.
cached() { sed -n "s|^$2:[^=]*=||p" "$1/CMakeCache.txt"; }

# Says why a build folder cannot be gone on with; nothing if it can.
stale() {
    local build=$1 compiler version
    [[ $(cached "$build" CMAKE_HOME_DIRECTORY) == "$root" ]] || { echo "is of another folder"; return; }
    [[ $(cached "$build" CMAKE_GENERATOR) == Ninja ]] || { echo "is of another generator"; return; }
    [[ -f $build/build.ninja ]] || { echo "was never configured to the end"; return; }
    compiler=$(cached "$build" CMAKE_CXX_COMPILER)
    [[ -x $compiler ]] || { echo "is of a compiler that is gone"; return; }
    version=$(sed -n 's/^set(CMAKE_CXX_COMPILER_VERSION "\(.*\)")$/\1/p' "$build"/CMakeFiles/*/CMakeCXXCompiler.cmake)
    [[ $("$compiler" --version) == *" $version"* ]] || { echo "is of another version of the compiler"; return; }
}

# The compiler tells what it includes anyway, so that ccache need not preprocess every file before it.
export CCACHE_DEPEND=1

# ccache needs folders that it may write to, which somebody's sudo may have spoilt.
find_cache() {
    local folder
    [[ -z ${CCACHE_DIR:-} ]] || return 0
    for folder in "${HOME:-/nonexistent}/.cache/ccache"{,/tmp}; do
        if ! mkdir -p "$folder" 2>/dev/null || [[ ! -w $folder ]]; then
            export CCACHE_DIR=$root/build/ccache
            return
        fi
    done
}

# What programs of this tree are started under, while they are built and tested.
launcher=()

# configure PRESET FOLDER: unless that is done. HERD_WERROR=ON in the environment makes warnings errors.
configure() {
    local preset=$1 build=$2 reason='' fresh=() werror=()
    [[ -z ${HERD_WERROR:-} ]] || werror=("-DHERD_WERROR=$HERD_WERROR")
    if [[ -f $build/CMakeCache.txt ]]; then
        reason=$(stale "$build")
        if [[ -n $reason ]]; then
            say "$build $reason: beginning afresh"
            fresh=(--fresh)
            # Without them ninja trusts nothing that is there.
            rm -f "$build"/.ninja_{deps,log}
        elif [[ -z ${HERD_WERROR:-} || $(cached "$build" HERD_WERROR) == "$HERD_WERROR" ]]; then
            return 0
        fi
    fi
    say "configuring $build"
    (cd "$root" && cmake "${fresh[@]}" --preset "$preset" -B "$build" "${werror[@]}") >&2 ||
        die "cannot configure: see above"
}

# build PRESET FOLDER [TARGET...]: all targets, if none is given.
build() {
    local preset=$1 build=$2 targets=()
    shift 2
    (($# == 0)) || targets=(--target "$@")
    if [[ -e $root/build && ! -w $root/build ]]; then
        die "$root/build belongs to $(stat -c %U "$root/build"): remove it, or give it to $(id -un) (chown -R)"
    fi
    find_cache
    configure "$preset" "$build"
    say "building ${*:-all} in $build"
    "${launcher[@]}" cmake --build "$build" "${targets[@]}" >&2 || die "cannot build: see above"
}

# run_tests FOLDER [CTEST ARGUMENT...]
run_tests() {
    local build=$1
    shift
    "${launcher[@]}" ctest --test-dir "$build" --parallel "$(nproc)" --output-on-failure --no-tests=error "$@"
}
