# The demo's network: a LAN with its services, the console's place, the PC's chassis, neighbours. Sourced by world.

in_lan() { ip netns exec lan "$@"; }

# join NAMESPACE DEVICE: a wire from a namespace to the LAN's bridge.
join() {
    local port=${1:0:8}-$2
    ip link add "$2" netns "$1" type veth peer name "$port" netns lan
    in_lan ip link set "$port" master lan0 up
    ip -n "$1" link set "$2" up
}

make_network() {
    local namespace
    for namespace in lan console pc1 neighbours; do
        ip netns add "$namespace"
        ip netns exec "$namespace" sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1 \
            net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2
        ip -n "$namespace" link set lo up
    done
    in_lan ip link add lan0 type bridge stp_state 0 mcast_snooping 0
    in_lan ip address add 10.10.0.1/24 dev lan0
    in_lan ip link set lan0 up
    join console eth0
    ip -n console address add 10.10.0.2/24 dev eth0
    join pc1 mgmt0
    ip -n pc1 address add 10.10.0.11/24 dev mgmt0
    join pc1 uplink0
    join neighbours eth0
    for host in {100..159}; do echo "address add 10.10.0.$host/24 dev eth0"; done | ip -n neighbours -batch -
}

write_lan_files() {
    mkdir -p "$state/www"
    cp -rT "$here/www" "$state/www"
    cp -rT "$images/repository" "$state/www"
}

# DHCP, names, a web server that is also the package repository, and neighbours who listen where a worm knocks.
start_lan_services() {
    write_lan_files
    in_lan dnsmasq --keep-in-foreground --conf-file="$here/dnsmasq.conf" --dhcp-leasefile="$state/leases" \
        --user=root --pid-file= >"$logs/dnsmasq.log" 2>&1 &
    in_lan python3 -m http.server 80 --bind 10.10.0.1 --directory "$state/www" >"$logs/www.log" 2>&1 &
    ip netns exec neighbours socat -u TCP-LISTEN:445,fork,reuseaddr OPEN:/dev/null >"$logs/neighbours.log" 2>&1 &
}
