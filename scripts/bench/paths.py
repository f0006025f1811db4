"""Ways between a user OS and a LAN, both namespaces: through filter and appliance, or through a machine that only bridges;
and what a way costs."""
import atexit, os, shlex, shutil, signal, socket, statistics, struct, subprocess, tempfile, time

from figures import ROOT, age_of, cpu_of, own_cpu, softirq_cpu
from chassis import MAC, PC, run, until, wire
from world import Namespace

USER, SINK, HOSTS = "10.9.0.2", "10.9.0.3", [f"10.9.0.{number}" for number in range(100, 200)]
WINDOW, BURST = 512, 64
BRIDGE_INIT = """#!/bin/busybox sh
# First process of the virtual machine that only bridges.
/bin/busybox --install -s /bin
mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs devtmpfs /dev
for module in virtio_pci virtio_net bridge; do modprobe -q $module; done
ip link add br0 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
for adapter in $(ls /sys/class/net); do
    [ -e /sys/class/net/$adapter/device ] && ip link set $adapter master br0 promisc on up
done
ip link set br0 up
echo bridged >/dev/console
while :; do sleep 1000; done
"""


def ends():
    """The namespaces in the place of the user OS and of the LAN."""
    return Namespace(), Namespace()


def address(user, lan, hosts=()):
    user.run(f"ip link set u0 address {MAC} && ip addr add {USER}/24 dev u0")
    lan.run("ip link set l0 address 52:54:00:99:00:01; sysctl -qw net.ipv4.icmp_ratelimit=0")
    for host in [SINK, *hosts]:
        lan.run(f"ip addr add {host}/24 dev l0")


class Path:
    """User OS and LAN with something between them that has a process of its own."""

    def __init__(self, name, user, lan, process):
        self.name, self.user, self.lan, self.process = name, user, lan, process

    def received(self):
        with open(f"/proc/{self.lan.pid}/net/dev") as lines:
            return next(int(line.split()[2]) for line in lines if line.strip().startswith("l0:"))

    def rest(self):
        """Whatever does not run is not in the way of what is measured."""
        os.kill(self.process, signal.SIGSTOP)

    def wake(self):
        os.kill(self.process, signal.SIGCONT)

    def cpu(self, children=0):
        return cpu_of(self.process) + own_cpu() + softirq_cpu() + children


def through_appliance(programs, images, **more):
    """Filter and appliance as the engine makes them; only the user OS is a namespace. `more` is for the PC."""
    user, lan = ends()
    pc = PC(programs, images, user, lan, **more)
    address(user, lan, HOSTS)
    until(400, "the appliance is ready", pc.appliance_is_ready)
    return Path("filter and appliance", user, lan, pc.appliance_process()), pc


def through_bridges(model, images):
    """The same virtual machine with a kernel that only bridges, between plain bridges."""
    user, lan = ends()
    chassis = Namespace()
    wire(chassis, "user0", user, "u0")
    wire(chassis, "uplink0", lan, "l0")
    for bridge, tap, other in [("br0", "in0", "user0"), ("br1", "out0", "uplink0")]:
        chassis.run(
            f"ip tuntap add {tap} mode tap; ip link add {bridge} type bridge mcast_snooping 0; ip link set {bridge} up arp off;"
            f" ip link set {tap} master {bridge} up arp off; ip link set {other} master {bridge}"
        )
    chassis.run("for hook in /proc/sys/net/bridge/bridge-nf-call-*; do [ ! -e $hook ] || echo 0 > $hook; done")
    address(user, lan)
    folder = tempfile.mkdtemp(prefix="sekisho-bench-", dir=os.path.dirname(model.folder))
    atexit.register(shutil.rmtree, folder, True)
    make_bridge_initrd(folder, images)
    command = bridge_command(model, folder)
    machine = subprocess.Popen(["nsenter", "-t", str(chassis.pid), "-n", *command])
    until(120, "the bridge is up", lambda: "bridged" in read(f"{folder}/console.log"))
    path = Path("plain bridge VM", user, lan, machine.pid)
    path.begun = age_of(machine.pid), cpu_of(machine.pid)
    return path


def make_bridge_initrd(folder, images):
    script = (
        f'recipe=bench; root={shlex.quote(ROOT)}; out={shlex.quote(images)}; work={folder}; . "$root/scripts/images/common.sh";'
        " mkdir -p $work/t/bin $work/t/dev $work/t/proc $work/t/sys; install -m 755 /bin/busybox $work/t/bin/;"
        " install -m 755 $work/init $work/t/init; copy_modules $work/t virtio_pci virtio_net bridge;"
        " pack_initrd $work/t $work/initrd"
    )
    with open(f"{folder}/init", "w") as file:
        file.write(BRIDGE_INIT)
    run("bash", "-c", script)


TAPS = {"inside": "in0", "outside": "out0"}


def bridge_command(model, folder):
    """The appliance's own command line, without its disks and its link."""
    words = read(f"/proc/{model.appliance_process()}/cmdline").rstrip("\0").split("\0")
    pairs, kept = list(zip(words[1:], words[2:])), [words[0]]
    wanted = {"-machine", "-accel", "-cpu", "-m", "-smp", "-display", "-rtc", "-netdev", "-kernel"}
    kept += ["-nodefaults", "-no-user-config"]
    for option, value in pairs:
        if option == "-netdev":
            # The appliance is given its taps open; these are opened by name.
            name = value.split("id=")[1].split("-tap")[0]
            value = f"tap,id={name}-tap,ifname={TAPS[name]},script=no,downscript=no"
        if option in wanted or option == "-device" and value.startswith("virtio-net"):
            kept += [option, value]
    return kept + ["-initrd", f"{folder}/initrd", "-append", "console=ttyS0 quiet", "-serial", f"file:{folder}/console.log"]


def read(path):
    try:
        return open(path).read()
    except FileNotFoundError:
        return ""


def datagram_ends(path):
    """The sockets of one UDP flow from the user OS to the LAN."""
    with path.lan.inside():
        sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sink.bind((SINK, 4000))
    with path.user.inside():
        source = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        source.bind((USER, 4001))
        source.connect((SINK, 4000))
    return source, sink


def datagrams(path, seconds):
    """CPU nanoseconds for each small packet that arrived, and packets a second; never more than a window is on the way."""
    source, sink = datagram_ends(path)
    answer_once(source, sink)
    sink.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    start, cpu, began, sent = path.received(), path.cpu(), time.monotonic(), 0
    while time.monotonic() < began + seconds:
        if sent - (path.received() - start) < WINDOW:
            for _ in range(BURST):
                source.send(b"x" * 18)
            sent += BURST
        elif not settle(path, path.received()):
            sent = path.received() - start
    spent, arrived, took = path.cpu() - cpu, path.received() - start, time.monotonic() - began
    sink.close(), source.close()
    return spent * 1e9 / arrived, arrived / took


def settle(path, before):
    """Whether something arrives within some milliseconds; what does not was lost."""
    for _ in range(20):
        time.sleep(0.001)
        if path.received() > before:
            return True
    return False


def answer_once(source, sink, question=b"?"):
    """A flow that was answered is one that connection tracking knows."""
    source.settimeout(2), sink.settimeout(2)
    for _ in range(10):
        try:
            source.send(question)
            _, sender = sink.recvfrom(64)
            sink.sendto(b"!", sender)
            source.recv(16)
            return
        except TimeoutError:
            pass
    raise RuntimeError("no datagram comes back")


def flows(path):
    """Whether a datagram is answered."""
    source, sink = datagram_ends(path)
    with sink, source:
        try:
            answer_once(source, sink)
            return True
        except RuntimeError:
            return False


def stream(path, seconds):
    """CPU seconds for each gigabit of one TCP connection, and megabits a second."""
    with path.lan.inside():
        listener = socket.create_server((SINK, 0))
    told, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        receive_all(listener, tell)
    with path.user.inside():
        source = socket.create_connection(listener.getsockname())
    cpu, block, began = path.cpu(), bytes(1 << 16), time.monotonic()
    while time.monotonic() < began + seconds:
        source.send(block)
    source.close()
    octets = struct.unpack("Q", os.read(told, 8))[0]
    took = time.monotonic() - began
    _, _, usage = os.wait4(pid, 0)
    spent = path.cpu(usage.ru_utime + usage.ru_stime) - cpu
    listener.close(), os.close(told), os.close(tell)
    return spent / (octets * 8 / 1e9), octets * 8 / 1e6 / took


def receive_all(listener, tell):
    connection, _ = listener.accept()
    total, buffer = 0, bytearray(1 << 18)
    while count := connection.recv_into(buffer, 0, socket.MSG_TRUNC):
        total += count
    os.write(tell, struct.pack("Q", total))
    os._exit(0)


def round_trip(path, times=300):
    """The median round trip of one octet over TCP, in microseconds."""
    with path.lan.inside():
        listener = socket.create_server((SINK, 0))
    pid = os.fork()
    if pid == 0:
        connection, _ = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while octet := connection.recv(1):
            connection.send(octet)
        os._exit(0)
    with path.user.inside():
        source = socket.create_connection(listener.getsockname())
    source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    trips = []
    for _ in range(times):
        began = time.perf_counter()
        source.send(b"x"), source.recv(1)
        trips.append((time.perf_counter() - began) * 1e6)
    source.close(), listener.close(), os.waitpid(pid, 0)
    return statistics.median(trips)


def costs(path, seconds):
    """CPU nanoseconds a small packet, packets a second, CPU seconds a gigabit, megabits a second, microseconds of a round trip."""
    return datagrams(path, seconds) + stream(path, seconds) + (round_trip(path),)
