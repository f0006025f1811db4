#!/usr/bin/env python3
"""The appliance as it is, between a user OS and a LAN made of network namespaces: sekisho-appliance, its guard's table, Suricata.

usage: guard.py SCENARIO PROGRAMS [SECONDS]

Runs in network, mount and process namespaces of its own. Prints one JSON object with what the scenario saw.
Kernels without connection tracking on bridges get the guard's table with the same judgement made from headers and sets.
"""
import contextlib, functools, http.server, json, os, random, re, shutil, signal, socket, subprocess, sys, tempfile
import termios, threading, time, tty

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(__file__)[: -len("/Tests/Integration/GuardTests/Support/guard.py")]
sys.path.insert(0, os.path.join(ROOT, "Tests/Integration/LeakTests/Support"))
from world import CLONE_NEWNET, LIBC, Namespace  # noqa: E402, F401

IMAGE = f"{ROOT}/deploy/appliance/rootfs"
USER, GATEWAY, SERVER = "10.10.0.51", "10.10.0.1", "10.10.0.5"
# Of the LAN and of the rest of the world; nothing in the addresses tells the one from the other.
LAN6, WORLD6 = "2001:db8:1", "2001:db8:f"
# What the table asks of connection tracking, said without it.
STATELESS = [
    (r"(?m)^.*ct state invalid.*\n", ""),
    (r"ct state established,related goto known",
     "tcp flags & (syn | ack) != syn goto known\n"
     "        iifname outside ip saddr @met goto known\n        iifname inside ip daddr @met ip protocol != tcp goto known\n"
     "        iifname outside ip6 saddr @met6 meta l4proto != ipv6-icmp goto known\n"
     "        iifname inside ip6 daddr @met6 meta l4proto != { tcp, ipv6-icmp } goto known"),
    (r"ct packets < 20 jump", "limit rate 1000/second burst 1000 packets jump"),
    (r"ct bytes > 4194304 meta mark set 2",
     "add @flows { ip saddr . ip daddr . ip protocol quota over 4 mbytes } meta mark set 2"),
    (r"    set near \{", "    set flows {\n        type ipv4_addr . ipv4_addr . inet_proto\n        flags dynamic,timeout\n"
     "        size 65535\n        timeout 1m\n    }\n    set near {"),
]  # fmt: skip


def until(seconds, what, condition):
    """Waits for a condition, and for no longer than that."""
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds} seconds in vain until {what}")
        time.sleep(0.05)
    return result


def sh(command):
    subprocess.run(command, shell=True, check=True, stdout=subprocess.DEVNULL)


def tracks_bridges():
    """Whether this kernel has connection tracking on bridges."""
    rules = b"table bridge probe {\n chain c {\n type filter hook forward priority 0;\n ct state invalid drop\n }\n}\n"
    return subprocess.run(["nft", "-c", "-f", "/dev/stdin"], input=rules, stderr=subprocess.DEVNULL).returncode == 0


class World:
    """The user OS and the LAN around the appliance's adapters, which are in the namespace of this process."""

    def __init__(self, guarded=True, room=None):
        sh("ip link set lo up")
        self.user, self.lan = Namespace(), Namespace()
        self.wire()
        self.user.run(f"ip link set lo up; ip addr add {USER}/24 dev u0; ip link set u0 up; ip route add default via {GATEWAY}")
        self.lan.run(f"ip link set lo up; ip addr add {GATEWAY}/24 dev l0; ip addr add {SERVER}/24 dev l0; ip link set l0 up")
        # The rest of the world, and what stands for a branch full of hosts.
        self.lan.run("ip addr add 198.18.0.1/15 dev lo")
        self.lan.run("for n in $(seq 100 159); do ip addr add 10.10.0.$n/24 dev l0; done")
        for space, device in ((self.user, "u0"), (self.lan, "l0")):
            space.run(f"sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.{device}.accept_dad=0")
        self.user.run(f"ip addr add {LAN6}::51/64 dev u0 nodad; ip route add default via {LAN6}::1")
        self.lan.run(f"ip addr add {LAN6}::1/64 dev l0 nodad; ip addr add {WORLD6}::1/48 dev lo nodad")
        self.lan.run(f"for n in $(seq 100 159); do ip addr add {LAN6}::$n/64 dev l0 nodad; done")
        self.lan.run(f"for n in $(seq 100 159); do ip addr add {WORLD6}::$n/128 dev lo nodad; done")
        self.folder = tempfile.mkdtemp(prefix="sekisho-guard-")
        self.link, self.servers = None, []
        self.bridge()
        if guarded:
            # Here the bridge comes first: kernels were seen whose bridges do not ask a table that was there before them.
            self.load_table(room=room)
            self.mirror()
        self.user.run(f"ping -c 1 -W 5 {GATEWAY}")

    def wire(self):
        for side, space, far in (("inside", self.user, "u0"), ("outside", self.lan, "l0")):
            sh(f"ip link add {side} type veth peer name {far} netns {space.pid}")

    def load_table(self, fast=True, room=None):
        text = open(f"{IMAGE}/etc/sekisho/guard.nft").read()
        if not tracks_bridges():
            for pattern, replacement in STATELESS:
                text, count = re.subn(pattern, lambda _: replacement, text)
                assert count, pattern
        if room:
            text = re.sub(r"size 131072", f"size {room}", text)
        # Until Suricata is there to say so itself, it is said here that somebody watches.
        text += "add element bridge guard watched { inside timeout 1h, outside timeout 1h }\n"
        self.nft(text if fast else re.sub(r"(?m)^.*meta mark set 2\n(?=        goto pass)", "", text))

    def nft(self, text):
        subprocess.run(["nft", "-f", "/dev/stdin"], input=text.encode(), check=True)

    def bridge(self):
        sh("ip link add br0 type bridge stp_state 0 forward_delay 0 mcast_snooping 0; sysctl -qw net.ipv6.conf.all.disable_ipv6=1")
        for side in ("inside", "outside"):
            sh(f"ip link set {side} master br0; ip link set {side} promisc on up")
        sh("ip link set br0 up")

    def mirror(self):
        """Where there is no dummy, an adapter with a deaf far end stands for it."""
        for kind in ("dummy", "veth peer name deaf"):
            if not subprocess.run(f"ip link add mirror gso_max_segs 1 type {kind}", shell=True, stderr=subprocess.DEVNULL).returncode:
                break
        sh("ip link set mirror up; ip link set deaf up 2>/dev/null; sysctl -qw net.netfilter.nf_conntrack_acct=1 2>/dev/null; true")
        self.nft(open(f"{IMAGE}/etc/sekisho/mirror.nft").read())

    def configure(self):
        """The image's configuration, with its places moved into a folder of ours."""
        sh("mount -t tmpfs tmpfs /run")
        self.configure_files()

    def configure_files(self):
        sh("mkdir -p /run/sekisho /run/suricata")
        for part in ("rules", "policy", "lists", "definitions"):
            os.makedirs(f"{self.folder}/data/{part}")
            os.symlink(f"{IMAGE}/usr/share/sekisho/{part}", f"{self.folder}/data/{part}/current")
        shutil.copytree(f"{IMAGE}/etc/sekisho", f"{self.folder}/etc")
        path = f"{self.folder}/etc/suricata.yaml"
        text = open(path).read().replace("/var/lib/sekisho", f"{self.folder}/data").replace("/etc/sekisho", f"{self.folder}/etc")
        open(path, "w").write(text.replace("/var/log/suricata/", "/run/suricata/"))

    def start(self, programs):
        """Starts the appliance's own program, and waits until Suricata sees."""
        self.configure()
        self.link = Link()
        self.log = open(f"{self.folder}/log", "w")
        self.appliance = subprocess.Popen([
            f"{programs}/sekisho-appliance", "--data", f"{self.folder}/data", "--configuration", f"{self.folder}/etc",
            "--link", self.link.path,
        ], stdout=self.log, stderr=self.log)  # fmt: skip
        self.await_services()
        # An appliance that nobody has told anything is closed.
        assert "done" in self.link.ask({"setStance": {"_0": "open"}})
        return self

    def await_services(self):
        until(120, "Suricata listens", lambda: os.path.exists("/run/suricata/command.sock"))
        until(120, "Suricata answers", self.suricata_answers)

    def suricata_answers(self):
        with socket.socket(socket.AF_UNIX) as control:
            try:
                control.settimeout(5)
                control.connect("/run/suricata/command.sock")
                control.sendall(b'{"version":"0.2"}\n')
                control.recv(4096)
                control.sendall(b'{"command":"uptime"}\n')
                return b"OK" in control.recv(4096)
            except OSError:
                return False

    @contextlib.contextmanager
    def content(self, text):
        """Serves a text to the appliance; gives the order to fetch it."""
        import hashlib

        folder = tempfile.mkdtemp(dir=self.folder)
        open(f"{folder}/file", "w").write(text)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        digest = hashlib.sha256(text.encode()).hexdigest()
        try:
            yield {"url": f"http://127.0.0.1:{server.server_port}/file", "sha256": digest, "version": digest[:8], "date": "2026-01-15T00:00:00Z"}
        finally:
            server.shutdown()

    def update(self, kind, text):
        with self.content(text) as order:
            return self.link.ask({kind: {"_0": order}}, 600)

    def serve(self, port, handler, *addresses):
        """A TCP server in the LAN; without addresses it answers for all of them."""
        for address in addresses or ("::",):
            with self.lan.inside():
                server = socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                                              backlog=512, dualstack_ipv6=address == "::")  # fmt: skip
            threading.Thread(target=accept, args=(server, handler), daemon=True).start()

    def connect(self, address, port, seconds=10, source=None):
        with self.user.inside():
            made = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
        made.settimeout(seconds)
        if source:
            made.bind((source, 0))
        made.connect((address, port))
        return made

    def at_user(self, command, seconds=120):
        """What a program says that runs where the user OS is."""
        words = ["nsenter", "-t", str(self.user.pid), "-n", "timeout", str(seconds), *command.split()]
        return subprocess.run(words, capture_output=True, text=True, errors="replace").stdout.strip()

    def lan_index(self):
        with self.lan.inside():
            return socket.if_nametoindex("l0")

    def counter(self, name):
        listing = subprocess.run(["nft", "list", "counter", "bridge", "guard", name], capture_output=True, text=True).stdout
        return int(re.search(r"packets (\d+)", listing)[1])

    def end(self):
        for server in self.servers:
            server.kill()
        if self.link:
            self.appliance.send_signal(signal.SIGTERM)
            try:
                self.appliance.wait(20)
            except subprocess.TimeoutExpired:
                self.appliance.kill()
        if sys.exc_info()[0]:
            sys.stderr.write(open(f"{self.folder}/log").read()[-4000:])
        shutil.rmtree(self.folder, True)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def accept(server, handler):
    while True:
        connection, _ = server.accept()
        threading.Thread(target=served, args=(connection, handler), daemon=True).start()


def served(connection, handler):
    with connection, contextlib.suppress(OSError):
        handler(connection)


class Link:
    """The engine's end of the appliance link."""

    def __init__(self):
        self.master, slave = os.openpty()
        tty.setraw(self.master), tty.setraw(slave)
        self.path, self.slave = os.ttyname(slave), slave
        self.events, self.replies, self.number = [], {}, 0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        rest = b""
        while piece := os.read(self.master, 65536):
            *lines, rest = (rest + piece).split(b"\n")
            for line in filter(None, lines):
                message = json.loads(line)
                if "event" in message:
                    self.events.append((time.monotonic(), message["event"]))
                else:
                    self.replies[message["id"]] = message["reply"]

    def ask(self, request, seconds=60):
        self.number += 1
        number = self.number
        os.write(self.master, json.dumps({"id": number, "request": request}).encode() + b"\n")
        return until(seconds, f"{request} is answered", lambda: self.replies.get(number))

    def findings(self, *events):
        return [
            event[name]["_0"] for _, event in list(self.events) for name in events or ("finding", "noted", "quarantineRequested")
            if name in event
        ]  # fmt: skip


def receive(connection, count):
    """Reads so many bytes and throws them away; false when the other side ends before."""
    while count > 0:
        piece = connection.recv(min(count, 1 << 18))
        if not piece:
            return False
        count -= len(piece)
    return True


def web(connection):
    """Answers `GET /SIZE` with so many bytes."""
    while request := connection.recv(4096):
        size = int(re.match(rb"GET /(\d*)", request)[1] or 2)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n" % size)
        block = random.randbytes(1 << 16)
        while size > 0:
            connection.sendall(block[:size])
            size -= len(block)


def sink(connection):
    """Takes what comes, and says how much when the other side has said its all."""
    count = 0
    while piece := connection.recv(1 << 18):
        count += len(piece)
    connection.sendall(str(count).encode())


def taking(connection):
    """Takes the body of one request."""
    head = b""
    while b"\r\n\r\n" not in head:
        head += connection.recv(65536)
    head, _, body = head.partition(b"\r\n\r\n")
    if receive(connection, int(re.search(rb"(?i)content-length: (\d+)", head)[1]) - len(body)):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\ntaken")


def get(world, address, size, host="www.example", agent="Mozilla/5.0", port=80):
    with world.connect(address, port) as connection:
        size, target = (2, size) if isinstance(size, str) else (size, size)
        connection.sendall(f"GET /{target} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {agent}\r\n\r\n".encode())
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65536)
            if not piece:
                return False
            head += piece
        return receive(connection, size - len(head.partition(b"\r\n\r\n")[2]))


def put(world, address, port, size, source=None):
    with world.connect(address, port, source=source) as connection:
        block = random.randbytes(1 << 16)
        for _ in range(size // len(block)):
            connection.sendall(block)
        connection.shutdown(socket.SHUT_WR)
        return int(connection.recv(64) or 0) == size // len(block) * len(block)


def upgrade(world, scale):
    """A package upgrade: many files from one mirror, one connection each."""
    return all(get(world, "198.18.7.7", random.randrange(20_000, 2_000_000), "deb.example") for _ in range(30 * scale))


def browse(world, scale):
    """Pages of many sites: each fetches from eight hosts outside at once, then somebody reads a little."""
    done = []
    for page in range(8 * scale):
        hosts = [f"198.18.{random.randrange(20, 250)}.{random.randrange(1, 250)}" for _ in range(8)]
        threads = [threading.Thread(target=lambda host=host: done.append(get(world, host, 60_000))) for host in hosts]
        [thread.start() for thread in threads], [thread.join() for thread in threads]
        time.sleep(0.5)
    return len(done) == 64 * scale and all(done)


def copy(world, scale):
    """A file copied to a server of the branch, and one back."""
    return put(world, SERVER, 445, 100_000_000 * scale) and get(world, SERVER, 100_000_000 * scale, port=8445)


def backup(world, scale):
    """Many files to a server of the branch, a connection each, as backups do."""
    return all(put(world, GATEWAY, 8730, 1 << 20) for _ in range(40 * scale))


def call(world, scale):
    """A video call: 300 packets a second of 1,000 bytes both ways with one relay, and voice."""
    with world.lan.inside():
        relay = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        relay.bind(("198.18.9.9", 3478))
    with world.user.inside():
        caller = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    relay.settimeout(1), caller.settimeout(0.2)
    over, heard = threading.Event(), 0

    def answer():
        while not over.is_set():
            with contextlib.suppress(TimeoutError):
                relay.sendto(*relay.recvfrom(2048))

    answering = threading.Thread(target=answer, daemon=True)
    answering.start()
    sent = 1500 * scale
    for _ in range(sent):
        caller.sendto(bytes(1000), ("198.18.9.9", 3478))
        with contextlib.suppress(TimeoutError):
            heard += len(caller.recv(2048)) == 1000
        time.sleep(0.003)
    over.set()
    answering.join()
    relay.close(), caller.close()
    return heard > sent * 0.95


def ordinary(programs, seconds):
    """Ordinary work, one kind after the other and then all at once; nothing of it may be cut."""
    world = World().start(programs)
    try:
        world.serve(80, web), world.serve(8445, web), world.serve(445, sink), world.serve(8730, sink)
        scale = max(1, round(seconds / 30))
        kinds = [upgrade, browse, copy, backup, call]
        result = {kind.__name__: kind(world, scale) for kind in kinds}
        done = []
        threads = [threading.Thread(target=lambda kind=kind: done.append(kind(world, scale))) for kind in kinds]
        [thread.start() for thread in threads], [thread.join() for thread in threads]
        result["together"] = len(done) == len(kinds) and all(done)
        time.sleep(1)
        result["dropped"] = world.counter("dropped")
        result["findings"] = [(one["kind"], one["action"], one["summary"]) for one in world.link.findings()]
        result["cuts"] = len(world.link.findings("quarantineRequested"))
        return result
    finally:
        world.end()


def worm(programs, _):
    """A worm that reaches for sixty hosts; how far it comes, and when the engine is asked to cut."""
    world = World().start(programs)
    try:
        result = spread(world)
        result.pop("sought")
        asked = until(30, "the cut is asked for", lambda: [at for at, event in world.link.events if "quarantineRequested" in event])
        result["milliseconds"] = (asked[0] - result.pop("begun")) * 1000
        finding = world.link.findings("quarantineRequested")[0]
        result["kind"], result["capture"] = finding["kind"], capture(world, finding["id"])
        return result
    finally:
        world.end()


def standard(programs, _):
    """Rules as public rule sets have them, unchanged; one of them speaks of home, which a router's word makes of the PC's network."""
    world = World().start(programs)
    try:
        world.serve(80, web)
        result = {"rules": world.update("updateRules", open(f"{HERE}/standard.rules").read())}

        def checkin():
            with contextlib.suppress(OSError):
                get(world, f"{WORLD6}::100", "gate.php?id=0123abcd")

        checkin(), time.sleep(2)
        result["before"] = [one["signature"] for one in world.link.findings()]
        advertise(world, f"{LAN6}::")
        until(60, "the rule matches", lambda: world.link.findings("quarantineRequested") or checkin())
        result["after"] = [one["signature"] for one in world.link.findings("quarantineRequested")]
        return result
    finally:
        world.end()


def advertise(world, network):
    """A router's advertisement with the network of the LAN."""
    prefix = bytes([3, 4, 64, 0xC0]) + b"\0\0\x0e\x10" * 2 + bytes(4) + socket.inet_pton(socket.AF_INET6, network)
    with world.lan.inside():
        router = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
    router.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
    router.sendto(bytes([134, 0, 0, 0, 64, 0, 7, 8]) + bytes(8) + prefix, ("ff02::1", 0, 0, world.lan_index()))


def checksum(data):
    total = sum(int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
    while total >> 16:
        total = (total >> 16) + (total & 0xFFFF)
    return (~total & 0xFFFF).to_bytes(2, "big")


class Frames:
    """Frames as root at the user OS can send them, and how many arrive on the LAN."""

    def __init__(self, world):
        self.world, self.mac = world, self.address(world.user, "u0")
        self.router = self.address(world.lan, "l0")
        self.sender = world.user.socket("u0", 0)

    def address(self, space, device):
        with space.inside():
            return bytes.fromhex(subprocess.run(
                ["ip", "-br", "link", "show", device], capture_output=True, text=True).stdout.split()[2].replace(":", ""))  # fmt: skip

    def arrive(self, kind, content, target=None):
        """How many of ten arrive; the last bytes of a frame tell it from others."""
        listener = self.world.lan.socket("l0", 3)
        listener.settimeout(0.5)
        mark = random.randbytes(12)
        for _ in range(10):
            self.sender.send((target or self.router) + self.mac + kind.to_bytes(2, "big") + content(mark))
        count = 0
        with contextlib.suppress(TimeoutError):
            while True:
                frame = listener.recv(2048)
                count += mark in frame and frame[6:12] == self.mac
        listener.close()
        return count

    def ip(self, source):
        def content(mark):
            head = bytes([0x45, 0, 0, 40, 0, 7, 0, 0, 64, 17, 0, 0]) + socket.inet_aton(source) + socket.inet_aton(GATEWAY)
            return head[:10] + checksum(head) + head[12:] + b"\x0f\xa0\x0f\xa0\0\x14\0\0" + mark

        return self.arrive(0x0800, content)

    def arp(self, claimed):
        return self.arrive(0x0806, lambda mark: b"\0\1\x08\0\6\4\0\2" + self.mac + socket.inet_aton(claimed)
                           + self.router + socket.inet_aton(SERVER) + mark, b"\xff" * 6)  # fmt: skip

    def ip6(self, source, next_header, payload):
        def content(mark):
            addresses = socket.inet_pton(socket.AF_INET6, source) + socket.inet_pton(socket.AF_INET6, f"{LAN6}::1")
            body = payload + mark
            if next_header == 58:
                body = body[:2] + checksum(addresses + len(body).to_bytes(4, "big") + b"\0\0\0:" + body) + body[4:]
            return b"\x60\0\0\0" + len(body).to_bytes(2, "big") + bytes([next_header, 255]) + addresses + body

        return self.arrive(0x86DD, content)

    def udp6(self, source):
        return self.ip6(source, 17, b"\x0f\xa0\x0f\xa0\0\x14\x11\x11")

    def nd(self, source, claimed):
        return self.ip6(source, 58, bytes([136, 0, 0, 0, 0x20, 0, 0, 0]) + socket.inet_pton(socket.AF_INET6, claimed))

    def acknowledge(self, address, to=None):
        """What a DHCP server says to the user OS, or to another client so that all hear it."""
        body = bytes([2, 1, 6, 0]) + bytes(12) + socket.inet_aton(address) + bytes(8) + (to or self.mac) + bytes(202)
        body += b"\x63\x82\x53\x63\x35\x01\x05\xff"
        datagram = b"\0\x43\0\x44" + (8 + len(body)).to_bytes(2, "big") + b"\0\0" + body
        head = b"\x45\0" + (20 + len(datagram)).to_bytes(2, "big") + b"\0\0\0\0\x40\x11\0\0" + socket.inet_aton(GATEWAY)
        head += b"\xff" * 4
        self.world.lan.socket("l0", 0).send(b"\xff" * 6 + self.router + b"\x08\0" + head[:10] + checksum(head) + head[12:] + datagram)
        time.sleep(0.2)


def spoof(programs, _):
    """Who the user OS may say that it is: itself, by what DHCP gave it and by what nobody else has."""
    world = World().start(programs)
    try:
        frames, result = Frames(world), {}
        world.user.run(f"ping -c 1 -W 5 {SERVER}; ping -c 1 -W 5 {LAN6}::1; ping -c 1 -W 5 {LAN6}::100")
        result["own"] = [frames.ip(USER), frames.arp(USER), frames.udp6(f"{LAN6}::51"), frames.nd(f"{LAN6}::51", f"{LAN6}::51")]
        result["nobodys"] = [
            frames.ip("10.10.0.77"), frames.ip("8.8.8.8"), frames.arp("10.10.0.77"), frames.nd(f"{LAN6}::51", f"{LAN6}::77"),
        ]  # fmt: skip
        result["anothers"] = [
            frames.ip(SERVER), frames.arp(SERVER), frames.arp(GATEWAY), frames.udp6(f"{LAN6}::100"),
            frames.nd(f"{LAN6}::51", f"{LAN6}::1"), frames.nd(f"{LAN6}::1", f"{LAN6}::1"),
        ]  # fmt: skip
        until(10, "it is found", lambda: "spoofing" in [one["kind"] for one in world.link.findings()])
        result["manyOfIPv6"] = sum(frames.udp6(f"{LAN6}::b:{number}") == 10 for number in range(20))
        # A lease of an address that a neighbour had a moment ago, and one of another client.
        world.lan.run("ip addr del 10.10.0.159/24 dev l0")
        result["beforeLease"] = frames.ip("10.10.0.159")
        frames.acknowledge("10.10.0.88", to=bytes(6)), frames.acknowledge("10.10.0.159"), frames.acknowledge("10.10.0.89")
        result["leased"] = [frames.ip("10.10.0.159"), frames.arp("10.10.0.89")]
        result["leasedToAnother"] = frames.ip("10.10.0.88")
        # Addresses of which the user OS first asks whether somebody has them, as with IPv6's changing ones.
        world.user.run("sysctl -qw net.ipv6.conf.u0.accept_dad=1 net.ipv6.conf.all.accept_dad=1")
        world.user.run(f"for n in $(seq 200 209); do ip addr add {LAN6}::$n/64 dev u0; done")
        until(20, "no address is tentative", lambda: "tentative" not in world.at_user("ip -6 addr show dev u0"))
        result["changing"] = sum(frames.udp6(f"{LAN6}::{number}") == 10 for number in range(200, 210))
        result["cuts"] = len(world.link.findings("quarantineRequested"))
        return result
    finally:
        world.end()


def restore(programs, _):
    """A browser that opens the pages of yesterday: four hundred web servers within ten seconds, on both ports."""
    world = World().start(programs)
    try:
        world.serve(80, web), world.serve(443, web)
        result = {"opened": open_pages(world, 400, "198.18"), "cuts": len(world.link.findings("quarantineRequested"))}
        result["findings"] = [one["summary"] for one in world.link.findings()]
        # The same of hosts that are not there: nothing answers a worm's guesses.
        world.lan.run("ip addr del 198.18.0.1/15 dev lo; ip addr add 198.18.0.1/16 dev lo")
        world.lan.run("ip route add blackhole 198.19.0.0/16")
        open_pages(world, 600, "198.19")
        until(10, "the worm is noticed", lambda: "worm" in [one["kind"] for one in world.link.findings("quarantineRequested")])
        return result
    finally:
        world.end()


def open_pages(world, count, network):
    """How many of so many web servers can be connected to; fifty are begun each second."""
    made = []
    for number in range(count):
        with world.user.inside():
            one = socket.socket()
        one.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            one.connect((f"{network}.{number // 200 + 10}.{number % 200 + 1}", 80 if number % 4 == 0 else 443))
        made.append(one)
        time.sleep(0.018)
    time.sleep(1)
    opened = sum(map(is_connected, made))
    [one.close() for one in made]
    return opened


def is_connected(one):
    with contextlib.suppress(OSError):
        return bool(one.getpeername())
    return False


def names(programs, _):
    """What a user OS that is being patched learns of the name service, and what that asks of others."""
    sh("ip link set lo up; ip addr add 169.254.77.1/32 dev lo; mount -t tmpfs tmpfs /run; mkdir -p /run/sekisho")
    with open("/run/sekisho/resolv.conf", "w") as file:
        file.write("nameserver 127.0.0.1\n")
    upstream = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    upstream.bind(("127.0.0.1", 53)), upstream.settimeout(1)
    service = subprocess.Popen(["dnsmasq", "-k", "-C", f"{IMAGE}/etc/sekisho/dnsmasq.conf"])
    ask = lambda: subprocess.run(  # noqa: E731
        "timeout 5 busybox nslookup secret.example.com 169.254.77.1", shell=True, capture_output=True, text=True).stdout  # fmt: skip
    answer = until(10, "there is an answer", lambda: text if "can't find" in (text := ask()) or "Address" in text.split("Name:")[-1] else "")
    carried = 0
    with contextlib.suppress(TimeoutError):
        while upstream.recv(512):
            carried += 1
    service.kill()
    return {"refused": "NXDOMAIN" in answer, "carried": carried}


def ipv6(programs, _):
    """What a worm and a scan come to over IPv6: on the LAN, in the world, by looking for neighbours alone, on one host."""
    world = World().start(programs)
    try:
        world.update("updatePolicy", "worm drop\nport-scan drop\n")
        result = {"ports": ports_reached(world, lambda: world.at_user(f"nmap -6 -n -Pn -sT -T4 --max-retries 0 -p 1000-1399 {WORLD6}::1"))}
        # What is within bounds comes first: after a worm, its last packets would count against it.
        result["far"] = spread(world, f"{WORLD6}::")["reached"]
        result["sought"] = spread(world, f"{LAN6}::a:", range(1000, 1060))["sought"]
        until(10, "the worm is noticed", lambda: "worm" in [one["kind"] for one in world.link.findings()])
        world.link.ask({"setStance": {"_0": "open"}})
        result["near"] = spread(world, f"{LAN6}::")["reached"]
        result["kinds"] = sorted({one["kind"] for one in world.link.findings()})
        return result
    finally:
        world.end()


def volume(programs, _):
    """How much gets out to one address in the world: after many others were met, from more than one address, and when
    the kernel has no room to count. What goes to a group or to a neighbour is nobody's loss."""
    world = World().start(programs)
    try:
        world.serve(8000, sink)
        world.update("updatePolicy", "exfiltration drop\nlimit exfiltration 5\nworm note\n")
        world.user.run(f"ip addr add {LAN6}::52/64 dev u0 nodad")
        result = {}
        datagrams(world, [f"198.18.{number >> 8}.{number & 255}" for number in range(256, 5256)], 300)
        result["afterMany"] = sends(world, "198.19.1.1", 8)
        result["fromOne"] = sends(world, f"{WORLD6}::1", 3)
        world.nft("flush set bridge guard sent6")
        result["fromOne"] &= sends(world, f"{WORLD6}::1", 3)
        result["fromAnother"] = sends(world, f"{WORLD6}::1", 3, source=f"{LAN6}::52")
        world.nft("flush set bridge guard sent6")
        result["oneNetwork"] = [sends(world, f"{WORLD6}::{number}", 2) for number in range(100, 104)]
        result["kinds"] = sorted({one["kind"] for one in world.link.findings()} - {"worm"})
        before = len(world.link.findings())
        datagrams(world, ["239.1.1.1"] * 8000, 1000)
        result["neighbour"] = sends(world, f"{LAN6}::100", 8)
        time.sleep(1)
        result["harmless"] = [one["kind"] for one in world.link.findings()[before:]]
        return result
    finally:
        world.end()


def crowded(programs, _):
    """A table without room for one more far end: it is told, and what cannot be counted does not go."""
    world = World(room=64).start(programs)
    try:
        world.serve(8000, sink)
        world.update("updatePolicy", "exfiltration drop\nlimit exfiltration 5\nworm note\n")
        result = {"before": sends(world, "198.19.1.1", 1)}
        datagrams(world, [f"198.18.1.{number}" for number in range(1, 101)], 300)
        result["summary"] = found(world, "exfiltration", lambda: sends(world, "198.19.2.2", 1))
        result["after"], result["known"] = sends(world, "198.19.3.3", 1), sends(world, "198.19.1.1", 1)
        return result
    finally:
        world.end()


def datagrams(world, addresses, size):
    """One datagram to each."""
    with world.user.inside():
        sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for address in addresses:
        with contextlib.suppress(OSError):
            sender.sendto(bytes(size), (address, 9))


def sends(world, address, megabytes, source=None):
    """Whether so much gets through over one connection."""
    try:
        return put(world, address, 8000, megabytes * 1_000_000, source)
    except OSError:
        return False


def spread(world, network="10.10.0.", numbers=range(100, 160)):
    """Connections, as fast as they can be begun; counts the hosts that hear of it, and who is looked for on the LAN."""
    listener = world.lan.socket("l0", 0)
    listener.bind(("l0", 3)), listener.settimeout(1)
    begun, heard, sought, kept = time.monotonic(), set(), set(), []
    for number in numbers:
        with world.user.inside():
            one = socket.socket(socket.AF_INET6 if ":" in network else socket.AF_INET)
        one.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            one.connect((f"{network}{number}", 445))
        kept.append(one)
        time.sleep(0.01)
    with contextlib.suppress(TimeoutError):
        while True:
            frame = listener.recv(2048)
            if frame[12:14] == b"\x08\x00" and frame[23] == 6 and frame[36:38] == b"\x01\xbd" and frame[47] == 2:
                heard.add(frame[30:34])
            if frame[12:14] == b"\x86\xdd" and frame[20] == 6 and frame[56:58] == b"\x01\xbd" and frame[67] == 2:
                heard.add(frame[38:54])
            if frame[12:14] == b"\x86\xdd" and frame[20] == 58 and frame[54] == 135:
                sought.add(frame[62:78])
    return {"reached": len(heard), "sought": len(sought), "begun": begun}


def capture(world, finding):
    """The size of the evidence, and whether it is what it says."""
    import base64

    order = {"evidence": {"_0": {"finding": finding, "part": "capture", "offset": 0}}}
    piece = until(10, "the evidence is kept", lambda: world.link.ask(order).get("evidence"))["_0"]
    bytes_ = base64.b64decode(piece["bytes"])
    return {"size": piece["size"], "isPcap": bytes_[:4] == b"\xd4\xc3\xb2\xa1", "packets": len(bytes_) > 24}


def signatures(programs, _):
    """A signature, a listed address and a listed name, a policy of each kind, and editions that are refused."""
    world = World().start(programs)
    try:
        world.serve(80, web)
        link, result = world.link, {}
        result["badPolicy"] = world.update("updatePolicy", "worm drop\nvirus drop\n")
        result["badList"] = world.update("updateLists", "10.0.0.0/8\nno name\n")
        result["badRules"] = world.update("updateRules", "alert nonsense\n")
        rules = open(f"{IMAGE}/usr/share/sekisho/rules/sekisho.rules").read() + synthetic(2000)
        result["rules"] = world.update("updateRules", rules)
        result["policy"] = world.update("updatePolicy", "signature 7740001 drop\nsignature alert\nblocked-address drop\nworm note\n")
        result["before"] = get(world, "198.18.3.3", 100)
        result["lists"] = world.update("updateLists", "198.18.3.0/24\nbad.example\n")
        result["listed"] = reaches(world, "198.18.3.3")
        result["unlisted"] = reaches(world, "198.18.4.4")
        asks(world, "www.bad.example")
        get(world, "198.18.5.5", 100, agent="sekisho-test-malware")
        kinds = {"signature", "blocked-address", "blocked-name"}
        until(30, "all is found", lambda: kinds <= {one["kind"] for one in link.findings()})
        until(10, "the far end is dropped", lambda: not reaches(world, "198.18.5.5"))
        result["capture"] = capture(world, next(one["id"] for one in link.findings() if one["kind"] == "signature"))
        result["spread"] = spread(world)["reached"]
        result["cuts"] = len(link.findings("quarantineRequested"))
        result["health"] = link.ask("health" and {"health": {}})["health"]["_0"]
        return result
    finally:
        world.end()


def findings(programs, _):
    """Each kind of finding brought about by the programs that people and intruders use, and the same within bounds."""
    world = World().start(programs)
    try:
        world.serve(80, web), world.serve(8000, taking)
        serve_tls(world)
        world.update("updatePolicy", "port-scan drop\nexfiltration drop\nlimit exfiltration 5\nblocked-name drop\nbeaconing alert\nworm drop\n")
        world.update("updateLists", "bad.example\nworse.example\n")
        beacon = threading.Thread(target=beacons, args=(world, "198.18.11.11"))
        beacon.start()
        result = {"smallUpload": upload(world, "198.18.5.5", 3), "goodName": fetches(world, "www.good.example")}
        time.sleep(2)
        result["early"] = [one["kind"] for one in world.link.findings()]
        result["largeUpload"] = upload(world, "198.18.6.6", 8)
        result["query"] = found(world, "blocked-name", lambda: world.at_user(f"busybox nslookup www.bad.example {GATEWAY}"))
        result["handshake"] = found(world, "blocked-name", lambda: fetches(world, "cdn.worse.example"))
        until(10, "the far end is dropped", lambda: not fetches(world, "www.good.example"))
        # Of a name that was reported a moment ago.
        fetches(world, "www.bad.example", "198.18.9.9")
        until(10, "that far end is dropped too", lambda: not fetches(world, "www.good.example", "198.18.9.9"))
        result["ports"] = ports_reached(world, lambda: world.at_user(f"nmap -n -Pn -sT -T4 --max-retries 0 -p 1000-1399 {SERVER}"))
        beacon.join()
        until(60, "the beacon is noticed", lambda: "beaconing" in [one["kind"] for one in world.link.findings()])
        world.at_user("nmap -n -sn -T4 10.10.0.100-159")
        until(10, "the sweep is noticed", lambda: "worm" in [one["kind"] for one in world.link.findings()])
        result["kinds"] = sorted({one["kind"] for one in world.link.findings()})
        return result
    finally:
        world.end()


def found(world, kind, act):
    """The summary of the finding that an act brings about."""
    before = len(world.link.findings())
    act()
    new = lambda: [one["summary"] for one in world.link.findings()[before:] if one["kind"] == kind]  # noqa: E731
    return until(20, f"a {kind} is found", new)[0]


def upload(world, address, megabytes):
    """Whether curl got rid of so much."""
    path = f"{world.folder}/upload"
    with open(path, "wb") as file:
        file.write(random.randbytes(megabytes * 1_000_000))
    return world.at_user(f"curl -s -m 10 -H Expect: -T {path} http://{address}:8000/") == "taken"


def fetches(world, name, address="198.18.8.8"):
    """Whether curl gets a page over TLS from a server that was asked for by that name."""
    return "s_server" in world.at_user(f"curl -s -k -m 5 --resolve {name}:443:{address} https://{name}/")


def beacons(world, address):
    """Thirteen reports home, one every six seconds."""
    begun = time.monotonic()
    for number in range(13):
        time.sleep(max(0, begun + 6 * number - time.monotonic()))
        world.at_user(f"curl -s -m 5 http://{address}/100")


def ports_reached(world, act):
    """How many ports of the LAN's server hear of a scan."""
    listener = world.lan.socket("l0", 3)
    listener.settimeout(1)
    act()
    heard = set()
    with contextlib.suppress(TimeoutError):
        while True:
            frame = listener.recv(2048)
            is4, is6 = frame[12:14] == b"\x08\x00" and frame[23] == 6, frame[12:14] == b"\x86\xdd" and frame[20] == 6
            segment = frame[34 if is4 else 54 :]
            port = int.from_bytes(segment[2:4], "big")
            if (is4 or is6) and 1000 <= port < 1400 and segment[13] == 2:
                heard.add(port)
    return len(heard)


def serve_tls(world):
    """OpenSSL's own server, whose page tells of the connection, at every address of the LAN."""
    certificate = f"{world.folder}/certificate"
    sh(f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=x -days 2 -keyout {certificate} -out {certificate}.crt 2>/dev/null")
    command = ["openssl", "s_server", "-4", "-accept", "443", "-cert", f"{certificate}.crt", "-key", certificate, "-www", "-quiet"]
    world.servers.append(subprocess.Popen(["nsenter", "-t", str(world.lan.pid), "-n", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    until(10, "the TLS server answers", lambda: fetches(world, "www.good.example"))


def reaches(world, address):
    try:
        world.connect(address, 80, 2).close()
        return True
    except OSError:
        return False


def asks(world, name):
    """A DNS query for an address."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    with world.user.inside():
        asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    asker.sendto(b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + labels + b"\x00\x00\x01\x00\x01", (GATEWAY, 53))


def synthetic(count, first=9_000_000):
    """So many rules of the usual kinds, none of which matches anything."""
    generator = random.Random(7)
    word = lambda: "".join(generator.choices("abcdefghijklmnopqrstuvwxyz", k=14))  # noqa: E731
    lines = []
    for number in range(count):
        kind = number % 3
        if kind == 0:
            body = f'http any any -> any any (msg:"S{number}"; flow:established,to_server; http.uri; content:"/{word()}"; nocase;'
        elif kind == 1:
            body = f'tcp any any -> any any (msg:"S{number}"; flow:established,to_server; content:"{word()}"; fast_pattern;'
        else:
            body = f'dns any any -> any any (msg:"S{number}"; dns.query; content:"{word()}.example"; nocase;'
        lines.append(f"alert {body} classtype:misc-activity; sid:{first + number}; rev:1;)")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    scenario = {one.__name__: one for one in (ordinary, names, restore, spoof, worm, standard, signatures, findings, ipv6, volume, crowded)}[sys.argv[1]]
    print(json.dumps(scenario(sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 30)))
    sys.stdout.flush()
    os._exit(0)
