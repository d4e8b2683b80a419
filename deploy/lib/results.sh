# Adds up test results. Sourced after common.sh.

PASSED=0 FAILED=0 SKIPPED=0
TROUBLE=()

# counter TRX NAME: a number from the summary of a result file.
counter() { sed -n "s/.*<Counters .*\b$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1; }

# failed_tests TRX: each failed test with the start of its message.
failed_tests() {
    awk '
        /<UnitTestResult / { name = ""; if (/outcome="Failed"/ && match($0, /testName="[^"]*"/)) name = substr($0, RSTART + 10, RLENGTH - 11) }
        name != "" && sub(/.*<Message>/, "") { print name ": " substr($0, 1, 400); name = "" }
    ' "$1"
}

# add_results TITLE TRX EXIT_CODE
add_results() {
    local title="$1" trx="$2" exit_code="$3" total executed passed failed
    if [[ ! -f "$trx" ]]; then
        FAILED=$((FAILED + 1))
        TROUBLE+=("$title: ended with exit code $exit_code and without results")
        return
    fi

    total="$(counter "$trx" total)"
    executed="$(counter "$trx" executed)"
    passed="$(counter "$trx" passed)"
    failed=$((executed - passed))
    # A test host that crashed or hung leaves the results of the tests before it.
    if ((exit_code != 0 && failed == 0)); then
        failed=1
        TROUBLE+=("$title: ended with exit code $exit_code though no test failed")
    elif ((failed > 0)); then
        TROUBLE+=("$title: $failed failed")
        mapfile -t -O "${#TROUBLE[@]}" TROUBLE < <(failed_tests "$trx")
    elif ((total == 0)); then
        failed=1
        TROUBLE+=("$title: ran no test")
    fi
    PASSED=$((PASSED + passed))
    FAILED=$((FAILED + failed))
    # Skipped tests are part of the total and of no other number.
    SKIPPED=$((SKIPPED + total - executed))
}

# Prints what went wrong and the sum; returns 1 where anything failed.
print_results() {
    local line
    for line in ${TROUBLE[@]+"${TROUBLE[@]}"}; do say "FAILED $line"; done
    say "$PASSED passed, $FAILED failed, $SKIPPED skipped"
    ((FAILED == 0))
}
