#!/usr/bin/env python3
"""A user OS, a chassis, an appliance and a LAN made of network namespaces, with raw traffic through all four.

Runs in a network namespace of its own, which becomes the chassis. Reads one JSON object from stdin:
  driver   the command that carries out filter commands, one a line
  frames   [{"name", "direction": "fromUserOS" | "toUserOS", "hex"}]; each gets a trailer that tells it from the others
  script   steps, carried out in order; see World.step
and prints a JSON list with one result a step. All namespaces end with the process.
"""
import contextlib, ctypes, json, mmap, os, signal, socket, struct, subprocess, sys, time

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET, PR_SET_PDEATHSIG = 0x40000000, 1
SOL_PACKET, PACKET_STATISTICS, SO_ATTACH_FILTER, ETH_P_ALL = 263, 6, 26, 3
PATIENCE = 20


def run(command):
    subprocess.run(command, shell=True, check=True, stdout=subprocess.DEVNULL)


class Namespace:
    """A network namespace that lives as long as a sleeping child."""

    def __init__(self):
        ready, told = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            LIBC.unshare(CLONE_NEWNET)
            os.write(told, b"!")
            signal.pause()
            os._exit(0)
        os.read(ready, 1)
        self.run("sysctl -qw net.ipv6.conf.default.disable_ipv6=1 net.ipv6.conf.all.disable_ipv6=1")

    def run(self, command):
        run(f"nsenter -t {self.pid} -n sh -c '{command}'")

    @contextlib.contextmanager
    def inside(self):
        """Sockets that are made meanwhile belong to the namespace for good."""
        home, there = os.open("/proc/self/ns/net", os.O_RDONLY), os.open(f"/proc/{self.pid}/ns/net", os.O_RDONLY)
        LIBC.setns(there, CLONE_NEWNET)
        try:
            yield
        finally:
            LIBC.setns(home, CLONE_NEWNET)
            os.close(home), os.close(there)

    def socket(self, device, protocol):
        with self.inside():
            made = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
            made.bind((device, protocol))
            return made

    def receiver(self, device, mark):
        """A socket that the kernel counts for: it takes only frames whose trailer begins with the mark."""
        made = self.socket(device, 0)
        program = [
            (0x80, 0, 0, 0),  # A = length of the frame
            (0x14, 0, 0, 4),  # A -= 4
            (0x07, 0, 0, 0),  # X = A
            (0x50, 0, 0, 0),  # A = octet at X
            (0x15, 0, 1, mark),
            (0x06, 0, 0, 1),
            (0x06, 0, 0, 0),
        ]
        code = b"".join(struct.pack("HBBI", *line) for line in program)
        buffer = ctypes.create_string_buffer(code)
        made.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HL", len(program), ctypes.addressof(buffer)))
        made.bind((device, ETH_P_ALL))
        return made


def arrived(receiver):
    """Frames since the last look; the kernel counts those that nobody reads, too."""
    return struct.unpack("II", receiver.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))[0]


class Driver:
    """The program under test, told what to do line by line."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer.startswith("ok "):
            raise RuntimeError(f"{line}: {answer or 'no answer'}")
        _, before, after, *rest = answer.split(" ", 3)
        return (rest or [""])[0], int(before), int(after)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def counters(self):
        """Frames of both directions that were judged, and that passed."""
        text = self.tell("counters")[0]
        parts = [dict(pair.split("=") for pair in part.split(":", 1)[1].split()) for part in text.split("; ")]
        wires = [{key: int(value) for key, value in part.items()} for part in parts]
        return sum(sum(wire.values()) for wire in wires), sum(wire["passed"] for wire in wires)


class World:
    def __init__(self, order):
        self.command = order["driver"]
        run("sysctl -qw net.ipv6.conf.default.disable_ipv6=1 net.ipv6.conf.all.disable_ipv6=1")
        self.user, self.appliance, self.lan = Namespace(), Namespace(), Namespace()
        ends = [("user0", "u0", self.user), ("in0", "i0", self.appliance), ("out0", "o0", self.appliance)]
        for tap, far, namespace in ends + [("uplink0", "l0", self.lan)]:
            run(f"ip link add {tap} type veth peer name {far} netns {namespace.pid} && ip link set {tap} up arp off")
            namespace.run(f"ip link set {far} up arp off")
        # A bridge that looks into IP would lose what the filter let through.
        self.appliance.run("for hook in /proc/sys/net/bridge/bridge-nf-call-*; do [ ! -e $hook ] || echo 0 > $hook; done")
        self.appliance.run(
            "ip link add br0 type bridge mcast_snooping 0 && ip link set br0 up arp off && "
            + " && ".join(f"ip link set {end} master br0 && bridge link set dev {end} learning off" for end in ("i0", "o0"))
        )
        self.frames = order["frames"]
        self.driver = Driver(self.command)
        self.senders = {"fromUserOS": self.user.socket("u0", 0), "toUserOS": self.lan.socket("l0", 0)}
        for number, frame in enumerate(self.frames):
            far = (self.lan, "l0") if frame["direction"] == "fromUserOS" else (self.user, "u0")
            frame["receiver"] = far[0].receiver(far[1], 128 + number)
            frame["octets"] = bytes.fromhex(frame["hex"]).ljust(56, b"\0") + bytes([128 + number, 0, 0, 0])

    def step(self, step):
        """One step: {"tell": line}, {"until": [line, end]}, {"restart": true}, {"probe": n} or {"load": seconds, "swap": [lines]}."""
        if "tell" in step:
            return self.driver.tell(step["tell"])[0]
        if "until" in step:
            line, end = step["until"]
            deadline = time.monotonic() + PATIENCE
            while not (answer := self.driver.tell(line)[0]).endswith(end):
                if time.monotonic() > deadline:
                    raise RuntimeError(f"{line}: still {answer}")
                time.sleep(0.05)
            return answer
        if "restart" in step:
            self.driver.kill()
            self.driver = Driver(self.command)
            return self.driver.tell("install")[0]
        if "probe" in step:
            return self.measured(lambda: self.send_all(step["probe"]))
        return self.measured(lambda: self.load(step["load"], step["swap"]))

    def measured(self, traffic):
        """Lets traffic happen, waits until the filter has judged all of it, and tells what arrived."""
        for frame in self.frames:
            arrived(frame["receiver"])
        (judged, passed), lost = self.driver.counters(), self.backlog_losses()
        sent, swaps = traffic()
        deadline = time.monotonic() + PATIENCE
        counts = [0] * len(self.frames)
        while True:
            now_judged, now_passed = self.driver.counters()
            counts = [count + arrived(frame["receiver"]) for count, frame in zip(counts, self.frames)]
            lost_now = self.backlog_losses() - lost
            if now_judged - judged + lost_now >= sum(sent) and sum(counts) + lost_now >= now_passed - passed:
                break
            if time.monotonic() > deadline:
                raise RuntimeError(f"sent {sum(sent)}, judged {now_judged - judged}, passed {now_passed - passed}, arrived {sum(counts)}")
        frames = [
            {"name": frame["name"], "direction": frame["direction"], "sent": count, "arrived": counts[number]}
            for number, (frame, count) in enumerate(zip(self.frames, sent))
        ]
        return {"swaps": swaps, "backlogLosses": lost_now, "passed": now_passed - passed, "frames": frames}

    def send_all(self, times):
        for _ in range(times):
            for frame in self.frames:
                self.senders[frame["direction"]].send(frame["octets"])
        return [times] * len(self.frames), 0

    def load(self, seconds, swap):
        """Both directions at full speed while the driver swaps; senders are processes so that nobody waits."""
        shared = mmap.mmap(-1, 4096)
        view = memoryview(shared).cast("Q")
        children = [self.sender(direction, view) for direction in self.senders]
        swaps, deadline = 0, time.monotonic() + seconds
        try:
            while time.monotonic() < deadline or swaps < len(swap):
                line = swap[swaps % len(swap)]
                self.step({"restart": True}) if line == "restart" else self.driver.tell(line)
                swaps += 1
        finally:
            view[0] = 1
            for child in children:
                os.waitpid(child, 0)
        return [view[1 + number] for number in range(len(self.frames))], swaps

    def sender(self, direction, view):
        pid = os.fork()
        if pid:
            return pid
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        mine = [(1 + n, f["octets"]) for n, f in enumerate(self.frames) if f["direction"] == direction]
        send = self.senders[direction].send
        while not view[0]:
            for slot, octets in mine:
                try:
                    send(octets)
                    view[slot] += 1
                except OSError:
                    pass
        os._exit(0)

    @staticmethod
    def backlog_losses():
        with open("/proc/net/softnet_stat") as lines:
            return sum(int(line.split()[1], 16) for line in lines)


def main():
    order = json.load(sys.stdin)
    world = World(order)
    try:
        print(json.dumps([world.step(step) for step in order["script"]]))
    finally:
        world.driver.kill()


if __name__ == "__main__":
    main()
