# Ports on loopback. Sourced after common.sh.

is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_ports COUNT: that many free ports in a row, drawn at random so that two runs at once do not meet.
free_ports() {
    local count="$1" first port
    while :; do
        first=$((20000 + RANDOM % 12000))
        for ((port = first; port < first + count; port++)); do
            is_free "$port" || continue 2
        done
        break
    done
    seq -s ' ' "$first" $((first + count - 1))
}

# http_is_ready PORT: whether the gateway there says that it is ready.
http_is_ready() {
    local status
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
    read -r -t 10 status <&3 || true
    exec 3>&-
    [[ "$status" == *" 200 "* ]]
} 2>/dev/null
