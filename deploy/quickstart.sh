#!/usr/bin/env bash
# From a fresh clone to live predictions: sets up, builds, starts a silo with a gateway, and shows the main job.
set -euo pipefail

usage() {
    cat <<'EOF'
usage: deploy/quickstart.sh [--check] [--drift] [--model FILE.onnx --data FILE.csv[.gz] [--columns NAME,...]] [--engines official|standin]
                            [--cluster | --url URL --connect IP:PORT]

Sets up, builds, and starts a silo with a gateway on the embedded default. Then generates card payments, trains a fraud model,
pushes it, predicts over HTTP (JSON and binary) and through the typed client, compares the answers and prints what happened.
It runs until Ctrl-C, with its data in .run/quickstart.

  --drift           show how a model is kept good instead: customers stream in, prices change in one region, the alarm names it, the model is
                    trained again, passes its gate and becomes champion by a canary, and the alarm closes; little more than a minute
  --cluster         do it once on the cluster that deploy/cluster.sh started, and start nothing
  --url, --connect  do it once on a cluster whose gateway answers HTTP at URL and whose silo takes Orleans clients at IP:PORT
  --check           run once on free ports with throw-away data, stop, and exit with 1 if anything fell short
  --model, --data   an own model and rows for it, instead of the sample
  --columns         columns of --data to use, in the model's order
  --engines         use the official packages or the stand-ins, whatever could be had
EOF
}

CHECK=no
URL="" CONNECT="" CLUSTER=no
SETUP_ARGUMENTS=()
UP_ARGUMENTS=()
QUICKSTART_ARGUMENTS=()
while (($# > 0)); do
    case "$1" in
        --check) CHECK=yes ;;
        --cluster) CLUSTER=yes ;;
        --drift)
            QUICKSTART_ARGUMENTS+=(--drift)
            SETUP_ARGUMENTS+=(--with-torch)
            # What was predicted and labelled can be trained on a second later.
            UP_ARGUMENTS+=(--set OrleansML:Monitoring:Flush=00:00:01)
            ;;
        --url | --connect)
            (($# > 1)) || { printf 'error: %s takes a value\n' "$1" >&2; exit 2; }
            if [[ "$1" == --url ]]; then URL="$2"; else CONNECT="$2"; fi
            shift
            ;;
        --model | --data | --columns | --engines)
            (($# > 1)) || { printf 'error: %s takes a value\n' "$1" >&2; exit 2; }
            if [[ "$1" == --engines ]]; then SETUP_ARGUMENTS+=("$1" "$2"); else QUICKSTART_ARGUMENTS+=("$1" "$2"); fi
            shift
            ;;
        -h | --help) usage; exit 0 ;;
        *) printf 'error: unknown option: %s\n' "$1" >&2; usage >&2; exit 2 ;;
    esac
    shift
done

source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$ROOT/deploy/lib/build.sh"
source "$ROOT/deploy/lib/ports.sh"

start_silo() {
    "$(cli_path)" up --data "$DATA/data" --port "$HTTP_PORT" --silo-port "$SILO_PORT" --gateway-port "$GATEWAY_PORT" \
        ${UP_ARGUMENTS[@]+"${UP_ARGUMENTS[@]}"} >"$LOG" 2>&1 &
    SILO=$!
    # 60 s: seconds on any machine, unless it has other work to do.
    for _ in $(seq 300); do
        if ! kill -0 "$SILO" 2>/dev/null; then
            cat "$LOG" >&2
            fail "the silo ended before it was ready (see above)."
        fi
        if http_is_ready "$HTTP_PORT"; then return; fi
        sleep 0.2
    done
    tail -n 20 "$LOG" >&2
    fail "the silo was not ready after 60 seconds (see above)."
}

# Signals end up here too, through exit.
stop_silo() {
    local result=$?
    trap - EXIT
    if [[ -n "$SILO" ]]; then
        kill -TERM "$SILO" 2>/dev/null || true
        wait "$SILO" || { tail -n 20 "$LOG" >&2; say "the silo did not stop cleanly (see above)" >&2; result=1; }
    fi
    if [[ "$CHECK" == yes ]]; then rm -rf "$DATA"; fi
    exit "$result"
}

[[ -n "$URL" && -n "$CONNECT" || -z "$URL$CONNECT" ]] || { printf 'error: --url and --connect are needed together\n' >&2; exit 2; }
if [[ "$CLUSTER" == yes ]]; then
    [[ -z "$URL" ]] || { printf 'error: --cluster and --url exclude each other\n' >&2; exit 2; }
    eval "$(bash "$ROOT/deploy/cluster.sh" ports)"
    URL="http://127.0.0.1:$HTTP_PORT_1" CONNECT="127.0.0.1:$GATEWAY_PORT_1"
fi

bash "$ROOT/deploy/setup.sh" ${SETUP_ARGUMENTS[@]+"${SETUP_ARGUMENTS[@]}"}
say "building"
build_quietly "$ROOT/client/OrleansML.Cli"

# run_job: the main job against URL and CONNECT.
run_job() {
    "$(cli_path)" quickstart --url "$URL" --connect "$CONNECT" --directory "$DATA" ${QUICKSTART_ARGUMENTS[@]+"${QUICKSTART_ARGUMENTS[@]}"}
}

if [[ -n "$URL" ]]; then
    DATA="$ROOT/.run/quickstart"
    mkdir -p "$DATA"
    run_job
    say "quickstart: everything held"
    exit
fi

if [[ "$CHECK" == yes ]]; then
    read -r HTTP_PORT SILO_PORT GATEWAY_PORT <<<"$(free_ports 3)"
    DATA="$(mktemp -d)"
else
    HTTP_PORT=8080 SILO_PORT=11111 GATEWAY_PORT=30000
    DATA="$ROOT/.run/quickstart"
    mkdir -p "$DATA"
fi
LOG="$DATA/silo.log"
SILO=""
trap stop_silo EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "starting a silo and a gateway on ports $HTTP_PORT (HTTP), $SILO_PORT (silo) and $GATEWAY_PORT (Orleans clients)"
start_silo
URL="http://127.0.0.1:$HTTP_PORT" CONNECT="127.0.0.1:$GATEWAY_PORT"
run_job

if [[ "$CHECK" == yes ]]; then
    say "quickstart: everything held"
else
    say ""
    say "It keeps running; Ctrl-C stops it. Its log is $LOG, its files are in $DATA."
    STOPPING=no
    trap 'STOPPING=yes' INT TERM
    wait "$SILO" || true
    if [[ "$STOPPING" == no ]]; then
        SILO=""
        tail -n 20 "$LOG" >&2
        fail "the silo ended by itself (see above)."
    fi
fi
