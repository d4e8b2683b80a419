# Helpers of the scripts in deploy/. Sourced, never run.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

say() { printf '%s\n' "$*"; }

fail() {
    printf 'error: %s\n' "$1" >&2
    shift
    for line in "$@"; do printf '       %s\n' "$line" >&2; done
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

sha256_of() { sha256sum "$1" | cut -d' ' -f1; }

# write_if_changed FILE: writes standard input to FILE, and leaves FILE alone where it already says the same.
write_if_changed() {
    local target="$1" new
    new="$(mktemp "$target.XXXXXX")"
    cat >"$new"
    if cmp -s "$new" "$target"; then rm -f "$new"; else chmod 644 "$new" && mv -f "$new" "$target"; fi
}
