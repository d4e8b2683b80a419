#!/usr/bin/env bash
# Makes this machine ready to build and run OrleansML. Safe to run again; a second run only checks.
set -euo pipefail

usage() {
    cat <<'EOF'
usage: deploy/setup.sh [--engines official|standin] [--with-standins] [--with-servers] [--with-browser] [--with-torch] [--refresh]

Checks the tools that the build needs (as root it installs what Debian has), finds out whether the official engine packages
can be restored, and writes the answer to Engines.props. Where they cannot, the build uses the stand-ins, and the native
libraries that those need are fetched into .native/.

  --engines MODE    use the official packages or the stand-ins, whatever could be had
  --with-standins   fetch the native libraries of the stand-ins also where the official packages are used
  --with-servers    install the servers that tests and the local cluster need (Redis, PostgreSQL)
  --with-browser    install the browser that tests open pages in (Chromium without a desktop)
  --with-torch      make training ready: TorchSharp where its native library loads, else its stand-in, compiled over Debian's
                    libtorch or over the one in the folder LIBTORCH
  --refresh         ask again whether the official packages can be restored
EOF
}

ENGINES=""
WITH_STANDINS=no
WITH_SERVERS=no
WITH_BROWSER=no
WITH_TORCH=no
REFRESH=no
while (($# > 0)); do
    case "$1" in
        --engines)
            (($# > 1)) || { printf "error: --engines takes 'official' or 'standin'\n" >&2; exit 2; }
            ENGINES="$2"
            shift
            ;;
        --with-standins) WITH_STANDINS=yes ;;
        --with-servers) WITH_SERVERS=yes ;;
        --with-browser) WITH_BROWSER=yes ;;
        --with-torch) WITH_TORCH=yes ;;
        --refresh) REFRESH=yes ;;
        -h | --help) usage; exit 0 ;;
        *) printf 'error: unknown option: %s\n' "$1" >&2; usage >&2; exit 2 ;;
    esac
    shift
done
case "$ENGINES" in
    "" | official | standin) ;;
    *) printf "error: --engines takes 'official' or 'standin', not '%s'\n" "$ENGINES" >&2; exit 2 ;;
esac

source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$ROOT/deploy/lib/prerequisites.sh"
source "$ROOT/deploy/lib/natives.sh"
source "$ROOT/deploy/lib/servers.sh"
source "$ROOT/deploy/lib/browser.sh"
source "$ROOT/deploy/lib/engines.sh"

check_dotnet
if [[ "$WITH_SERVERS" == yes ]]; then install_servers; fi
if [[ "$WITH_BROWSER" == yes ]]; then install_browser; fi

case "$ENGINES" in
    official)
        # Who asks for them by name does not want to hear that they were missing last time.
        if grep -qs ' unavailable$' "$STAMP_FILE"; then REFRESH=yes; fi
        official_packages_restore || fail "the official packages cannot be restored here (see above)." \
            "Give NuGet a source that has them, or use the stand-ins: deploy/setup.sh --engines standin"
        ;;
    "")
        if official_packages_restore; then ENGINES=official; else ENGINES=standin; fi
        ;;
esac

if [[ "$ENGINES" == standin || "$WITH_STANDINS" == yes ]]; then fetch_standin_natives; fi

# The official TorchSharp may restore and still not run: its native library is built for newer systems than those of the others.
TORCH_ENGINE=standin
if [[ "$ENGINES" == official ]] && official_torch_works; then TORCH_ENGINE=official; fi
if [[ "$WITH_TORCH" == yes && ("$TORCH_ENGINE" == standin || "$WITH_STANDINS" == yes) ]]; then native_torch; fi

write_engines "$ENGINES" "$TORCH_ENGINE"
if [[ "$WITH_TORCH" == yes ]]; then say "TorchSharp: $TORCH_ENGINE"; fi
say "engines: $ENGINES (Engines.props)"
