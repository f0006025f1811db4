#!/usr/bin/env python3
"""A user OS that is cut off: namespaces for user OS, chassis and LAN; the appliance's own program, rules and desk between.

usage: cutoff.py SCENARIO PROGRAMS

Runs in network, mount and process namespaces of its own. Prints one JSON object with what the scenario saw.
"""
import json, os, socket, subprocess, sys, threading, time

from guard import GATEWAY, IMAGE, ROOT, SERVER, Namespace, World, sh, until, web
from world import ETH_P_ALL, Driver

sys.path.insert(0, os.path.join(ROOT, "Tests/Browser"))
PC, DESK, LAN = bytes.fromhex("525400770001"), bytes.fromhex("0273656b6905"), bytes.fromhex("525400990001")
NOTICE = {
    "kind": "worm", "detail": "<script>document.title='owned'</script><img src=x onerror=alert(1)>",
    "contact": "Help desk, ext. 42 / 内線42", "caseNumber": "1A2B3C4D",
}  # fmt: skip


class CutOff(World):
    """The same world with a chassis between user OS and appliance, and between appliance and LAN."""

    def __init__(self, programs):
        self.programs = programs
        super().__init__()
        sh(f"sh -ec '. {IMAGE}/usr/lib/sekisho/desk'")
        self.serve(80, web)
        self.start(programs)

    def wire(self):
        sh("mount -t tmpfs tmpfs /run; mkdir -p /run/netns")
        self.chassis = Namespace()
        for side, tap in (("inside", "in0"), ("outside", "out0")):
            sh(f"ip link add {side} type veth peer name {tap} netns {self.chassis.pid}")
        self.chassis.run(f"ip link add user0 type veth peer name u0 netns {self.user.pid}; ip link add uplink0 type veth peer name l0 netns {self.lan.pid}")
        self.chassis.run("for tap in user0 in0 out0 uplink0; do ip link set $tap promisc on up; done")
        self.user.run("ip link set u0 address 52:54:00:77:00:01")
        self.lan.run("ip link set l0 address 52:54:00:99:00:01")
        self.filter = Driver(["nsenter", "-t", str(self.chassis.pid), "-n", f"{self.programs}/sekisho-filter", "52:54:00:77:00:01"])
        self.filter.tell("install"), self.filter.tell("stance open")

    def configure(self):
        """The resolver of this mount namespace is the user OS's; /run is ours already."""
        super().configure_files()
        with open(f"{self.folder}/resolv.conf", "w") as file:
            file.write(f"nameserver {GATEWAY}\n")
        sh(f"mount --bind {self.folder}/resolv.conf /etc/resolv.conf")

    def await_services(self):
        until(60, "the appliance answers", lambda: self.link.ask({"health": {}}))

    def set_stance(self, stance):
        self.filter.tell(f"stance {stance}")
        self.link.ask({"setStance": {"_0": stance}})

    def tell(self, **changes):
        self.link.ask({"tellUser": {"_0": {key: value for key, value in (NOTICE | changes).items() if value is not None}}})

    def cut_off(self):
        self.set_stance("quarantine")
        self.tell(caseNumber=None)
        until(60, "the page is served", lambda: self.status(f"http://{SERVER}/") == "511")

    def in_user(self, *words, seconds=20):
        return subprocess.run(["nsenter", "-t", str(self.user.pid), "-n", *words], capture_output=True, text=True, timeout=seconds)

    def status(self, url, *options):
        return self.in_user("curl", "-sS", "-m", "5", "-o", "/dev/null", "-w", "%{http_code}", *options, url).stdout

    def lease(self):
        """What a user OS that begins now is lent, and the status of a page that it asks for with that."""
        script = f"{self.folder}/lease.sh"
        with open(script, "w") as file:
            file.write('#!/bin/sh\n[ "$1" = bound ] && echo "$ip $router $dns"\nexit 0\n')
        os.chmod(script, 0o755)
        client = ["busybox", "udhcpc", "-f", "-n", "-q", "-i", "u0", "-t", "5", "-T", "1", "-s", script]
        words = self.in_user(*client, seconds=40).stdout.split()
        if len(words) != 3:
            return [*words, "none"]
        self.user.run(f"ip address add {words[0]}/24 dev u0")
        status = self.status("http://intranet.example/", "--interface", words[0])
        self.user.run(f"ip address del {words[0]}/24 dev u0")
        return [words[0].rpartition(".")[0], *words[1:], status]

    def body(self, url):
        return self.in_user("curl", "-sS", "-m", "5", url).stdout

    def connects(self, address, port):
        try:
            self.connect(address, port, 2).close()
            return True
        except OSError:
            return False


class Ear(threading.Thread):
    """Counts what arrives at an adapter from some hardware addresses."""

    def __init__(self, space, device, senders):
        super().__init__(daemon=True)
        with space.inside():
            self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
            self.socket.bind((device, ETH_P_ALL))
        self.senders, self.count = senders, 0
        self.start()

    def run(self):
        while True:
            frame, (_, _, kind, *_) = self.socket.recvfrom(1 << 16)
            self.count += kind != socket.PACKET_OUTGOING and frame[6:12] in self.senders


def name_of(world):
    """What the name service says to the user OS."""
    with world.user.inside():
        asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    asker.settimeout(5)
    asker.sendto(b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x03www\x07example\x00\x00\x01\x00\x01", (GATEWAY, 53))
    return socket.inet_ntoa(asker.recv(512)[-4:])


def flood(world, seconds=3):
    """Opens connections to the desk as fast as it can, and keeps them."""
    kept, end = [], time.monotonic() + seconds
    with world.user.inside():
        while time.monotonic() < end:
            try:
                made = socket.socket()
                made.setblocking(False)
                made.connect_ex((SERVER, 80))
                kept.append(made)
            except OSError:
                kept.clear()
    return kept


def told(programs):
    world = CutOff(programs)
    try:
        ear = Ear(world.lan, "l0", {PC})
        result = {"before": world.status(f"http://{SERVER}/")}
        result["heard"] = until(5, "the ear hears", lambda: ear.count)
        world.set_stance("quarantine")
        to_lan, to_user = Ear(world.lan, "l0", {PC, DESK}), Ear(world.user, "u0", {LAN})
        world.cut_off()
        result["first"] = world.body(f"http://{SERVER}/")
        world.tell()
        urls = [f"http://{SERVER}/", "http://93.184.216.34/x", "http://intranet.example/", "http://www.msftconnecttest.com/connecttest.txt"]
        result["answers"] = [world.status(url) for url in urls]
        result["lease"] = world.lease()
        result["page"], result["name"] = world.body(urls[2]), name_of(world)
        result["tls"], result["cache"] = world.connects(SERVER, 443), world.connects("169.254.77.1", 3142)
        result["ping"] = world.in_user("ping", "-c", "1", "-W", "1", GATEWAY).returncode == 0
        world.in_user("ping", "-c", "3", "-i", "0.2", "-W", "1", "-b", "10.10.0.255")
        subprocess.run(["nsenter", "-t", str(world.lan.pid), "-n", "ping", "-c", "3", "-i", "0.2", "-W", "1", "10.10.0.51"], capture_output=True)
        kept = flood(world)
        result["health"] = "health" in world.link.ask({"health": {}}, 20)
        del kept
        result["afterFlood"] = until(60, "the page is there again", lambda: (status := world.status(f"http://{SERVER}/")) == "511" and status)
        result["toLAN"], result["toUser"] = to_lan.count, to_user.count
        world.set_stance("open")
        result["goneAfterRelease"] = not os.path.exists("/run/sekisho/cut-off.html")
        # As the engine pulls the cable and puts it back.
        world.chassis.run("ip link set user0 down"), world.chassis.run("ip link set user0 up")
        result["released"] = until(30, "the LAN is back", lambda: (status := world.status(f"http://{SERVER}/")) == "200" and status)
        return result
    finally:
        world.end()


def browser(programs):
    from browser import Browser

    world = CutOff(programs)
    try:
        world.cut_off()
        world.tell()
        with world.user.inside():
            chromium = Browser()
        try:
            chromium.open("http://intranet.example/wanted")
            if folder := os.environ.get("SEKISHO_SCREENSHOTS"):
                os.makedirs(folder, exist_ok=True)
                chromium.screenshot(f"{folder}/cut-off.png")
            return {
                "title": chromium.run("document.title"),
                "headings": chromium.run("[...document.querySelectorAll('h1')].map(h => h.innerText)"),
                "text": chromium.text(),
                "foreign": chromium.run("document.querySelectorAll('script,img,iframe,link').length"),
                "address": chromium.run("location.href"),
            }
        finally:
            chromium.close()
    finally:
        world.end()


if __name__ == "__main__":
    print(json.dumps({"told": told, "browser": browser}[sys.argv[1]](sys.argv[2])))
    sys.stdout.flush()
    os._exit(0)
