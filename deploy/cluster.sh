#!/usr/bin/env bash
# A cluster on this machine: three silos, Redis and two gateways, each a process that is started again when it dies.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: deploy/cluster.sh up [--free-ports] [--engines official|standin | --command FILE] | down [--wipe] | status | kill N | ports   [--directory DIR]

  up            sets up, builds, starts what does not run yet, and waits until every silo has joined and both gateways are ready
  down          stops everything in order; what was stored stays
  status        the processes, and what 'orleansml cluster status' says
  kill N        ends silo N with SIGKILL; it is started again and joins by itself
  ports         where everything listens, as NAME=PORT lines

  --free-ports  with up: ports that are free instead of the fixed ones (Redis 6380, HTTP 8080 and 8090, silos 11111 to 11113 and 30000
                to 30002), kept until 'down --wipe'
  --engines     with up: use the official packages or the stand-ins, whatever could be had
  --command     with up: this orleansml, as it is, instead of setting up and building; the next 'up' starts with its own again
  --wipe        with down: deletes what was stored, too
  --directory   where logs, pid files and data are; default .run/cluster

Settings come from the environment of 'up', for instance OrleansML__Cluster__FailureDetection__ProbePeriod=00:00:01.
USAGE
}

SILOS=3
GATEWAYS=2
# A process may take its stop timeout (OrleansML:Process:StopTimeout, 2 minutes) and 5 s more.
LONGEST_STOP=130
LONGEST_START=240

source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$ROOT/deploy/lib/build.sh"
source "$ROOT/deploy/lib/ports.sh"

ACTION="" SILO="" FREE_PORTS=no WIPE=no COMMAND=""
DIRECTORY="$ROOT/.run/cluster"
SETUP_ARGUMENTS=(--with-servers)
while (($# > 0)); do
    case "$1" in
        up | down | status | kill | ports)
            [[ -z "$ACTION" ]] || { usage >&2; exit 2; }
            ACTION="$1"
            if [[ "$ACTION" == kill ]]; then
                SILO="${2:-}"
                [[ "$SILO" =~ ^[0-9]+$ ]] && ((SILO >= 1 && SILO <= SILOS)) \
                    || { printf "error: kill takes the number of a silo, 1 to %s, not '%s'\n" "$SILOS" "$SILO" >&2; exit 2; }
                shift
            fi
            ;;
        --free-ports) FREE_PORTS=yes ;;
        --wipe) WIPE=yes ;;
        --engines | --directory | --command)
            (($# > 1)) || { printf 'error: %s takes a value\n' "$1" >&2; exit 2; }
            case "$1" in
                --engines) SETUP_ARGUMENTS+=("$1" "$2") ;;
                --directory) DIRECTORY="$2" ;;
                --command) COMMAND="$2" ;;
            esac
            shift
            ;;
        -h | --help) usage; exit 0 ;;
        *) printf 'error: unknown option: %s\n' "$1" >&2; usage >&2; exit 2 ;;
    esac
    shift
done
[[ -n "$ACTION" ]] || { usage >&2; exit 2; }

NAMES=(redis)
for ((number = 1; number <= SILOS; number++)); do NAMES+=("silo-$number"); done
for ((number = 1; number <= GATEWAYS; number++)); do NAMES+=("gateway-$number"); done

# runs FILE WORD: whether the process whose id is in FILE lives and has WORD on its command line; a file may outlive its process.
runs() {
    local pid
    pid="$(cat "$DIRECTORY/$1" 2>/dev/null)" && [[ -n "$pid" ]] \
        && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "$2"
}

choose_ports() {
    local ports
    [[ -f "$DIRECTORY/ports" ]] && return
    if [[ "$FREE_PORTS" == yes ]]; then
        read -ra ports <<<"$(free_ports $((1 + GATEWAYS + 2 * SILOS)))"
    else
        ports=(6380 8080 8090 11111 11112 11113 30000 30001 30002)
    fi
    {
        printf 'REDIS_PORT=%s\n' "${ports[0]}"
        for ((number = 1; number <= GATEWAYS; number++)); do printf 'HTTP_PORT_%s=%s\n' "$number" "${ports[number]}"; done
        for ((number = 1; number <= SILOS; number++)); do
            printf 'SILO_PORT_%s=%s\n' "$number" "${ports[GATEWAYS + number]}"
            printf 'GATEWAY_PORT_%s=%s\n' "$number" "${ports[GATEWAYS + SILOS + number]}"
        done
    } >"$DIRECTORY/ports"
}

load_cluster() {
    [[ -f "$DIRECTORY/ports" && -f "$DIRECTORY/command" ]] \
        || fail "no cluster was started in $DIRECTORY." "Start one: deploy/cluster.sh up"
    DIRECTORY="$(cd "$DIRECTORY" && pwd)"
    COMMAND="$(cat "$DIRECTORY/command")"
    # shellcheck disable=SC1091 # written above
    source "$DIRECTORY/ports"
}

# choose_command: the one that was named, or the one that is built here.
choose_command() {
    if [[ -n "$COMMAND" ]]; then
        [[ -f "$COMMAND" && -x "$COMMAND" ]] || fail "--command names '$COMMAND', which is no program."
        COMMAND="$(cd "$(dirname "$COMMAND")" && pwd)/$(basename "$COMMAND")"
    else
        bash "$ROOT/deploy/setup.sh" "${SETUP_ARGUMENTS[@]}"
        say "building"
        build_quietly "$ROOT/client/OrleansML.Cli"
        COMMAND="$(cli_path)"
    fi
    printf '%s' "$COMMAND" >"$DIRECTORY/command"
}

# port NAME NUMBER
port() { local name="$1_$2"; printf '%s' "${!name}"; }

# supervised NAME: whether its supervisor lives.
supervised() { runs "$1.supervisor" "supervise.sh $DIRECTORY $1 "; }

# start NAME COMMAND ...: under a supervisor that outlives this script.
start() {
    local name="$1"
    shift
    supervised "$name" && return
    rm -f "$DIRECTORY/$name.stop" "$DIRECTORY/$name.pid"
    setsid bash "$ROOT/deploy/lib/supervise.sh" "$DIRECTORY" "$name" "$@" </dev/null >/dev/null 2>&1 &
    printf '%s' "$!" >"$DIRECTORY/$name.supervisor"
    # Until it has begun, it would be taken for one that has ended.
    until supervised "$name" || ! kill -0 "$!" 2>/dev/null; do sleep 0.05; done
}

start_all() {
    local redis="127.0.0.1:$REDIS_PORT"
    mkdir -p "$DIRECTORY/redis" "$DIRECTORY/data"
    # Acknowledged means durable: every write is on the disk before it is answered.
    start redis redis-server --bind 127.0.0.1 --port "$REDIS_PORT" --dir "$DIRECTORY/redis" --appendonly yes --appendfsync always \
        --save "" --maxmemory-policy noeviction
    for ((number = 1; number <= SILOS; number++)); do
        start "silo-$number" "$COMMAND" up --role silo --redis "$redis" --data "$DIRECTORY/data" \
            --silo-port "$(port SILO_PORT "$number")" --gateway-port "$(port GATEWAY_PORT "$number")" \
            --set "OrleansML:Silo:Name=silo-$number"
    done
    for ((number = 1; number <= GATEWAYS; number++)); do
        start "gateway-$number" "$COMMAND" up --role gateway --redis "$redis" --port "$(port HTTP_PORT "$number")"
    done
}

# Prints the number of silos that the first gateway sees in the cluster.
joined() {
    "$COMMAND" cluster status --url "http://127.0.0.1:$HTTP_PORT_1" --json 2>/dev/null | grep -c '"status": *"Active"' || true
}

is_up() {
    for ((number = 1; number <= GATEWAYS; number++)); do
        http_is_ready "$(port HTTP_PORT "$number")" || return 1
    done
    (("$(joined)" >= SILOS))
}

wait_until_up() {
    local name
    # Seconds on any machine, unless it has other work to do.
    local end=$((SECONDS + LONGEST_START))
    while ((SECONDS < end)); do
        if is_up; then return; fi
        for name in "${NAMES[@]}"; do
            supervised "$name" && continue
            tail -n 20 "$DIRECTORY/$name.log" >&2
            fail "$name ended before the cluster was up (see above)." "Stop the rest: deploy/cluster.sh down"
        done
        sleep 0.5
    done
    for name in "${NAMES[@]}"; do printf -- '--- %s\n' "$name"; tail -n 5 "$DIRECTORY/$name.log"; done >&2
    fail "the cluster was not up after $LONGEST_START s (see above)."
}

# stop NAME ...: all of them at once, in order first and by force where that takes too long.
stop() {
    local name
    for name in "$@"; do touch "$DIRECTORY/$name.stop"; done
    for name in "$@"; do signal TERM "$name"; done
    for _ in $(seq $((LONGEST_STOP * 5))); do
        none_runs "$@" && return
        # One that was just started again by its supervisor has not heard of it yet.
        for name in "$@"; do [[ -e "$DIRECTORY/$name.told" ]] || signal TERM "$name"; done
        sleep 0.2
    done
    for name in "$@"; do
        say "$name did not stop in order and is ended" >&2
        signal KILL "$name"
    done
}

none_runs() {
    local name
    for name in "$@"; do
        if supervised "$name"; then return 1; fi
        rm -f "$DIRECTORY/$name.stop" "$DIRECTORY/$name.supervisor" "$DIRECTORY/$name.told"
    done
}

# signal SIGNAL NAME
signal() {
    runs "$2.pid" "$(program_of "$2")" || return 0
    kill "-$1" "$(cat "$DIRECTORY/$2.pid")" 2>/dev/null && touch "$DIRECTORY/$2.told"
    return 0
}

program_of() { if [[ "$1" == redis ]]; then printf 'redis-server'; else printf ' up --role '; fi; }

print_processes() {
    local name state
    for name in "${NAMES[@]}"; do
        state="not running"
        if runs "$name.pid" "$(program_of "$name")"; then state="process $(cat "$DIRECTORY/$name.pid")"; fi
        printf '%-10s %-16s %s\n' "$name" "$state" "$DIRECTORY/$name.log"
    done
}

case "$ACTION" in
    up)
        mkdir -p "$DIRECTORY"
        DIRECTORY="$(cd "$DIRECTORY" && pwd)"
        choose_command
        choose_ports
        load_cluster
        say "starting Redis on port $REDIS_PORT, $SILOS silos, and gateways on ports $HTTP_PORT_1 and $HTTP_PORT_2"
        start_all
        wait_until_up
        say "the cluster is up: http://127.0.0.1:$HTTP_PORT_1 and http://127.0.0.1:$HTTP_PORT_2; logs in $DIRECTORY"
        ;;
    down)
        if [[ -d "$DIRECTORY" ]]; then
            DIRECTORY="$(cd "$DIRECTORY" && pwd)"
            stop gateway-1 gateway-2
            stop silo-1 silo-2 silo-3
            stop redis
            if [[ "$WIPE" == yes ]]; then rm -rf "$DIRECTORY"; fi
        fi
        say "the cluster is down"
        ;;
    status)
        load_cluster
        print_processes
        exec "$COMMAND" cluster status --url "http://127.0.0.1:$HTTP_PORT_1"
        ;;
    kill)
        load_cluster
        runs "silo-$SILO.pid" "$(program_of "silo-$SILO")" || fail "silo $SILO does not run." "Look at it: deploy/cluster.sh status"
        kill -KILL "$(cat "$DIRECTORY/silo-$SILO.pid")"
        say "silo $SILO was killed; it is started again and joins by itself"
        ;;
    ports)
        load_cluster
        cat "$DIRECTORY/ports"
        ;;
esac
