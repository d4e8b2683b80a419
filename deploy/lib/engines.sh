# Decides between the official engine packages and the stand-ins. Sourced by setup.sh.

ENGINES_FILE="$ROOT/Engines.props"
STAMP_FILE="$ROOT/.native/official-packages.stamp"

# official_packages_restore: whether the official packages can be had here. The answer is kept until their versions change.
official_packages_restore() {
    local key answer stamped
    key="$(sha256_of "$ROOT/Directory.Packages.props")"
    if [[ "$REFRESH" == no && -f "$STAMP_FILE" ]] && read -r stamped answer <"$STAMP_FILE" && [[ "$stamped" == "$key" ]]; then
        say "official packages: $answer (kept from an earlier run; --refresh asks again)"
    else
        say "official packages: trying to restore them"
        if try_restore; then answer=available; else answer=unavailable; fi
        mkdir -p "${STAMP_FILE%/*}"
        write_if_changed "$STAMP_FILE" <<<"$key $answer"
        say "official packages: $answer"
    fi
    [[ "$answer" == available ]]
}

# Restores a generated project that asks for the packages of the group "Engines" in Directory.Packages.props.
try_restore() {
    local work packages
    work="$(mktemp -d)"
    packages="$(sed -n '/<ItemGroup Label="Engines/,/<\/ItemGroup>/s/.*<PackageVersion Include="\([^"]*\)".*/\1/p' \
        "$ROOT/Directory.Packages.props")"
    [[ -n "$packages" ]] || fail "Directory.Packages.props has no item group whose label starts with 'Engines'."
    cp "$ROOT/Directory.Packages.props" "$work/"
    find "$ROOT" -maxdepth 1 -iname 'nuget.config' -exec cp {} "$work/" \;
    {
        say '<Project Sdk="Microsoft.NET.Sdk">'
        say '  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>'
        say '  <ItemGroup>'
        sed 's|.*|    <PackageReference Include="&" />|' <<<"$packages"
        say '  </ItemGroup>'
        say '</Project>'
    } >"$work/probe.csproj"
    local result=0
    (cd "$work" && timeout 600 dotnet restore probe.csproj --nologo -v q >restore.log 2>&1) || result=$?
    if ((result != 0)); then
        say "  $(grep -m1 -oE 'error [A-Z]+[0-9]+: .*' "$work/restore.log" | cut -c1-200 || tail -n1 "$work/restore.log")"
    fi
    rm -rf "$work"
    return "$result"
}

# write_engines official|standin
write_engines() {
    write_if_changed "$ENGINES_FILE" <<EOF
<Project>
  <!-- Written by deploy/setup.sh. -->
  <PropertyGroup>
    <Engines>$1</Engines>
  </PropertyGroup>
</Project>
EOF
}
