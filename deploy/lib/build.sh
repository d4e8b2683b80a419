# Building and finding the command. Sourced after common.sh.

# engines_in_use: what setup.sh decided; the official packages where it has not run.
engines_in_use() {
    local engines=""
    [[ -f "$ROOT/Engines.props" ]] && engines="$(sed -n 's|.*<Engines[^>]*>\(.*\)</Engines>.*|\1|p' "$ROOT/Engines.props")"
    printf '%s' "${engines:-official}"
}

cli_path() { printf '%s' "$ROOT/artifacts/$(engines_in_use)/bin/OrleansML.Cli/release/orleansml"; }

# cli_is_built: whether the command is there, and with it the native part of training where setup.sh has made or changed it since.
cli_is_built() {
    local native=liborleansml_torch.so command
    command="$(cli_path)"
    [[ -x "$command" ]] || return 1
    ! grep -qs '<TorchEngine.*>standin<' "$ROOT/Engines.props" && [[ "$(engines_in_use)" != standin ]] && return
    [[ ! -f "$ROOT/.native/$native" || ! "$ROOT/.native/$native" -nt "${command%/*}/$native" ]]
}

# build_quietly PROJECT [ARGUMENT ...]: builds in Release, and shows the compiler's output only where it fails.
build_quietly() {
    local log
    log="$(mktemp)"
    if ! dotnet build "$@" -c Release --nologo -v q >"$log" 2>&1; then
        grep -E 'error|warn' "$log" | sort -u | head -n 40 >&2 || cat "$log" >&2
        rm -f "$log"
        fail "the build of $1 failed (see above)."
    fi
    rm -f "$log"
}
