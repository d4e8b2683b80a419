# The servers that tests and the local cluster run against. Sourced by setup.sh and cluster.sh, after prerequisites.sh.

# need_postgresql: its programs, whatever version. Debian would create a cluster and start it; every test makes its own.
need_postgresql() {
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
    need_tool initdb postgresql "holds what live features are read from in tests"
    has initdb && return
    # Read by Debian's scripts while they install; a file that is there already is the operator's.
    local settings=/etc/postgresql-common/createcluster.conf
    if ((EUID == 0)) && [[ ! -e "$settings" ]]; then
        mkdir -p "${settings%/*}"
        say "create_main_cluster = false" >"$settings"
    fi
}

# install_servers: makes the servers' programs available; none of them is started.
install_servers() {
    need_tool redis-server redis-server "holds the state of a cluster"
    need_tool faketime faketime "lets a test run a silo whose clock is off"
    need_postgresql
    need_tool ip iproute2 "lets a test cut the network between two silos"
    install_missing
}
