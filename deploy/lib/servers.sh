# The servers that tests and the local cluster run against. Sourced by setup.sh and cluster.sh, after prerequisites.sh.

# install_servers: makes the servers' programs available; none of them is started.
install_servers() {
    need_tool redis-server redis-server "holds the state of a cluster"
    install_missing
}
