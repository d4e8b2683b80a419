# Which tools the build needs, and how they get here. Sourced by setup.sh.

MISSING_PACKAGES=()

# need_tool COMMAND DEBIAN_PACKAGE PURPOSE: notes the package where the command is missing.
need_tool() {
    has "$1" && return
    say "missing: $1 ($3)"
    MISSING_PACKAGES+=("$2")
}

check_dotnet() {
    local sdks
    has dotnet || fail "the .NET SDK 10 is missing: there is no command 'dotnet'." \
        "Install the SDK of .NET 10 (Debian does not carry it) and put 'dotnet' on the PATH, then run this script again."
    sdks="$(cd / && dotnet --list-sdks)"
    grep -q '^10\.' <<<"$sdks" || fail "the .NET SDK 10 is missing; found: $(tr '\n' ';' <<<"${sdks:-none}")" \
        "Install the SDK of .NET 10 (Debian does not carry it), then run this script again."
}

# Installs what need_tool noted: as root from Debian, otherwise it says what to install.
install_missing() {
    ((${#MISSING_PACKAGES[@]} == 0)) && return
    local packages
    packages="$(printf '%s\n' "${MISSING_PACKAGES[@]}" | sort -u | tr '\n' ' ')"
    packages="${packages% }"
    has apt-get || fail "install these tools, then run this script again: $packages"
    ((EUID == 0)) || fail "some tools are missing and only root can install them. Run:" \
        "sudo apt-get update && sudo apt-get install --no-install-recommends $packages" \
        "and then this script again."
    say "installing from Debian: $packages"
    # shellcheck disable=SC2086 # a list of package names
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages; } >/dev/null \
        || fail "apt-get could not install: $packages" "Install them by hand, then run this script again."
    MISSING_PACKAGES=()
}
