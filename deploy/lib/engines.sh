# Decides between the official engine packages and the stand-ins. Sourced by setup.sh.

ENGINES_FILE="$ROOT/Engines.props"
STAMP_FILE="$ROOT/.native/official-packages.stamp"

TORCH_STAMP_FILE="$ROOT/.native/official-torch.stamp"

# official_packages_restore: whether the official packages can be had here. The answer is kept until their versions change.
official_packages_restore() {
    local key answer stamped
    key="$(sha256_of "$ROOT/Directory.Packages.props")"
    if [[ "$REFRESH" == no && -f "$STAMP_FILE" ]] && read -r stamped answer <"$STAMP_FILE" && [[ "$stamped" == "$key" ]]; then
        say "official packages: $answer (kept from an earlier run; --refresh asks again)"
    else
        say "official packages: trying to restore them"
        if try_restore Engines; then answer=available; else answer=unavailable; fi
        mkdir -p "${STAMP_FILE%/*}"
        write_if_changed "$STAMP_FILE" <<<"$key $answer"
        say "official packages: $answer"
    fi
    [[ "$answer" == available ]]
}

# official_torch_works: whether the official TorchSharp can be had and its native library loads here. The answer is kept until
# its version or the C++ library of this system changes.
official_torch_works() {
    local key answer stamped
    key="$({ cat "$ROOT/Directory.Packages.props"; ldconfig -p 2>/dev/null | sed -n 's|.*libstdc++.so.6 .* => ||p' | xargs -r readlink -f; } \
        | sha256sum | cut -d' ' -f1)"
    if [[ "$REFRESH" == no && -f "$TORCH_STAMP_FILE" ]] && read -r stamped answer <"$TORCH_STAMP_FILE" && [[ "$stamped" == "$key" ]]; then
        say "official TorchSharp: $answer (kept from an earlier run; --refresh asks again)"
    else
        say "official TorchSharp: trying to restore and to load it"
        if try_restore Torch && try_load_torch; then answer=available; else answer=unavailable; fi
        mkdir -p "${TORCH_STAMP_FILE%/*}"
        write_if_changed "$TORCH_STAMP_FILE" <<<"$key $answer"
        say "official TorchSharp: $answer"
    fi
    [[ "$answer" == available ]]
}

# Loads the native library of the official TorchSharp, with the libtorch that it comes with, in a process of its own.
try_load_torch() {
    local packages work library runtime="runtimes/linux-x64/native" result=0
    packages="${NUGET_PACKAGES:-$HOME/.nuget/packages}"
    library="$(find "$packages/torchsharp" -path "*/$runtime/libLibTorchSharp.so" 2>/dev/null | sort -V | tail -n1)"
    if [[ "$(uname -s)-$(uname -m)" != Linux-x86_64 || -z "$library" ]]; then
        say "  there is no native library for this system"
        return 1
    fi
    need_tool g++ g++ "tries whether native libraries load"
    install_missing
    work="$(mktemp -d)"
    cat >"$work/load.cpp" <<'EOF'
#include <dlfcn.h>
#include <cstdio>
int main(int, char** arguments) {
    if (dlopen(arguments[1], RTLD_NOW) != nullptr) return 0;
    std::printf("%s\n", dlerror());
    return 1;
}
EOF
    g++ -o "$work/load" "$work/load.cpp" -ldl
    LD_LIBRARY_PATH="$(find "$packages"/libtorch-cpu-linux-x64* -type d -path "*/$runtime" 2>/dev/null | tr '\n' ':')" \
        "$work/load" "$library" >"$work/load.log" 2>&1 || result=$?
    if ((result != 0)); then say "  $(head -n1 "$work/load.log" | cut -c1-200)"; fi
    rm -rf "$work"
    return "$result"
}

# try_restore LABEL: restores a generated project that asks for the packages of the group LABEL in Directory.Packages.props.
try_restore() {
    local work packages label="$1"
    work="$(mktemp -d)"
    packages="$(sed -n "/<ItemGroup Label=\"$label/,/<\/ItemGroup>/s/.*<PackageVersion Include=\"\([^\"]*\)\".*/\1/p" \
        "$ROOT/Directory.Packages.props")"
    [[ -n "$packages" ]] || fail "Directory.Packages.props has no item group whose label starts with '$label'."
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

# write_engines ENGINES TORCH_ENGINE: what all engines are, and what TorchSharp is where the others are official.
write_engines() {
    write_if_changed "$ENGINES_FILE" <<EOF
<Project>
  <!-- Written by deploy/setup.sh. -->
  <PropertyGroup>
    <Engines Condition="'\$(Engines)' == ''">$1</Engines>
    <TorchEngine Condition="'\$(TorchEngine)' == '' and '\$(Engines)' == 'official'">$2</TorchEngine>
  </PropertyGroup>
</Project>
EOF
}
