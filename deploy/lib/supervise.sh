#!/usr/bin/env bash
# Runs one process of the local cluster, and again when it was killed or asks to be started again. Started by cluster.sh.
#   supervise.sh DIRECTORY NAME COMMAND [ARGUMENT ...]
# In DIRECTORY: NAME.pid and NAME.log; a file NAME.stop tells it not to start the process again.
set -uo pipefail

DIRECTORY="$1" NAME="$2"
shift 2
# The exit code of a silo that was evicted from the cluster, or whose store was replaced.
START_AGAIN=3

while [[ ! -e "$DIRECTORY/$NAME.stop" ]]; do
    "$@" </dev/null >>"$DIRECTORY/$NAME.log" 2>&1 &
    # Nobody must read a file that is not written yet.
    printf '%s' "$!" >"$DIRECTORY/$NAME.pid.new"
    mv "$DIRECTORY/$NAME.pid.new" "$DIRECTORY/$NAME.pid"
    result=0
    wait "$!" || result=$?
    rm -f "$DIRECTORY/$NAME.pid"
    # Above 128 it was ended by a signal. Other codes come from a wrong configuration, which no start mends.
    ((result == START_AGAIN || result > 128)) || break
    printf '%s ended with code %s\n' "$NAME" "$result" >>"$DIRECTORY/$NAME.log"
    sleep 1
done
