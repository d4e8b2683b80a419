# The servers that tests and the local cluster run against. Sourced by setup.sh and cluster.sh, after prerequisites.sh.

# install_servers: makes the servers' programs available; none of them is started.
install_servers() {
    need_tool redis-server redis-server "holds the state of a cluster"
    need_tool faketime faketime "lets a test run a silo whose clock is off"
    need_tool ip iproute2 "lets a test cut the network between two silos"
    install_missing
}
