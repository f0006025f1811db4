#!/usr/bin/env python3
"""A branch behind a thin line: appliances in namespaces of their own, one of which serves the others, and a stranger.

usage: branch.py branch PROGRAMS

Runs in network, mount and process namespaces of its own. Each appliance is sekisho-appliance with its apt-cacher-ng and
stunnel; the origin counts what crosses the line. Prints one JSON object with what was seen.
"""
import collections, concurrent.futures, contextlib, functools, hashlib, http.server, json, os, re, secrets, shutil, socket, subprocess, sys, tempfile
import threading

from guard import IMAGE, STATELESS, Link, sh, tracks_bridges, until
from world import Namespace

ORIGIN, NEIGHBOURS = "10.30.0.1", 5


class Origin(http.server.SimpleHTTPRequestHandler):
    """The far end of the thin line, which counts the octets of each file that cross it."""

    sent = collections.Counter()

    def log_message(self, *_):
        pass

    def copyfile(self, source, outputfile):
        name = self.path.partition("?")[0].rpartition("/")[2]
        with contextlib.suppress(OSError):
            while piece := source.read(1 << 16):
                outputfile.write(piece)
                Origin.sent[name] += len(piece)


class Appliance:
    def __init__(self, lan, folder, number, programs):
        self.folder, self.address, self.space, self.link = f"{folder}/{number}", f"10.30.0.{10 + number}", Namespace(), Link()
        sh(f"ip link add e{number} type veth peer name outside netns {self.space.pid}; ip link set e{number} netns {lan.pid}")
        lan.run(f"ip link set e{number} master branch up")
        self.space.run("ip link set lo up; ip link add inside type veth peer name nobody; ip link add br0 type bridge")
        for adapter in ("inside", "outside", "br0"):
            self.space.run(f"ip link set {adapter} {'' if adapter == 'br0' else 'master br0'} up")
        self.space.run(f"ip addr add {self.address}/24 dev br0")
        self.configure()
        text = open(f"{IMAGE}/etc/sekisho/guard.nft").read()
        for pattern, replacement in [] if tracks_bridges() else STATELESS:
            text = re.sub(pattern, lambda _: replacement, text)
        self.run(["nft", "-f", "/dev/stdin"], input=text.encode(), check=True)
        own = f"mount -t tmpfs tmpfs /run && mkdir -p /run/sekisho /run/suricata && install -d -o {CACHER} /run/apt-cacher-ng"
        start = f"{programs}/sekisho-appliance --data {self.folder}/data --configuration {self.folder}/etc --link {self.link.path}"
        self.log = open(f"{self.folder}/log", "w")
        self.process = subprocess.Popen(
            ["nsenter", "-n", "-t", str(self.space.pid), "unshare", "-m", "sh", "-c", f"{own} && exec {start}"],
            stdout=self.log, stderr=self.log,
        )  # fmt: skip

    def configure(self):
        for part in ("rules", "policy", "lists", "definitions"):
            os.makedirs(f"{self.folder}/data/{part}")
            os.symlink(f"{IMAGE}/usr/share/sekisho/{part}", f"{self.folder}/data/{part}/current")
        sh(f"install -d -o {CACHER} {self.folder}/data/cache {self.folder}/cacher-log")
        shutil.copytree(f"{IMAGE}/etc/sekisho", f"{self.folder}/etc")
        path = f"{self.folder}/etc/apt-cacher-ng/acng.conf"
        text = open(path).read().replace("/var/lib/sekisho", f"{self.folder}/data")
        open(path, "w").write(text.replace("/var/log/apt-cacher-ng", f"{self.folder}/cacher-log"))

    def run(self, command, **options):
        return subprocess.run(["nsenter", "-n", "-t", str(self.space.pid)] + command, **options)

    def reaches(self, address, port):
        """Whether something listens there, as this appliance sees it."""
        with self.space.inside(), socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex((address, port)) == 0

    def take(self, serves, neighbour, key):
        role = {"serves": serves, "key": key} | ({"neighbour": neighbour} if neighbour else {})
        return self.link.ask({"setBranch": {"_0": role}})

    def fetch_list(self, name, text):
        """Fetches content as the engine orders it; None when it was taken."""
        digest = hashlib.sha256(text.encode()).hexdigest()
        order = {"url": f"http://{ORIGIN}:8080/{name}", "sha256": digest, "version": name, "date": "2026-01-15T00:00:00Z"}
        return self.link.ask({"updateLists": {"_0": order}}, 120).get("refused")

    def fetch_package(self, name, proxy="127.0.0.1:3142"):
        """The package through a cache; empty when the cache does not give it."""
        command = ["curl", "-fsS", "-m", "60", "--proxy", f"http://{proxy}", f"http://{ORIGIN}:8080/pool/{name}"]
        return self.run(command, capture_output=True).stdout


def at_once(appliances, work):
    with concurrent.futures.ThreadPoolExecutor(len(appliances)) as pool:
        return list(pool.map(work, appliances))


def branch(folder, programs):
    site = f"{folder}/site"
    os.makedirs(f"{site}/pool")
    package = os.urandom(2 << 20)
    for name in ("app_1.deb", "app_2.deb"):
        open(f"{site}/pool/{name}", "wb").write(package)
    lists = {f"{n}.list": "".join(f"198.{n}.{k >> 8}.{k & 255}\n" for k in range(50_000)) for n in (1, 2)}
    for name, text in lists.items():
        open(f"{site}/{name}", "w").write(text)
    lan = Namespace()
    lan.run(f"ip link set lo up; ip link add branch type bridge; ip addr add {ORIGIN}/24 dev branch; ip link set branch up")
    with lan.inside():
        origin = http.server.ThreadingHTTPServer((ORIGIN, 8080), functools.partial(Origin, directory=site))
    threading.Thread(target=origin.serve_forever, daemon=True).start()
    all_of_them = [Appliance(lan, folder, number, programs) for number in range(NEIGHBOURS + 2)]
    server, *neighbours, stranger = all_of_them
    try:
        key, foreign = secrets.token_hex(32), secrets.token_hex(32)
        done = [server.take(True, None, key)] + [each.take(False, server.address, key) for each in neighbours]
        stranger.take(False, server.address, foreign)
        for each in all_of_them:
            until(60, "the caches listen", lambda: each.reaches("127.0.0.1", 3142))
        for each in [*neighbours, stranger]:
            until(25, "the tunnels are open", lambda: each.reaches("127.0.0.1", 3144) and each.reaches(server.address, 3143))
        trusted = [server, *neighbours]
        refusals = at_once(trusted, lambda each: each.fetch_list("1.list", lists["1.list"]))
        packages = at_once(trusted, lambda each: each.fetch_package("app_1.deb") == package)
        crossings = [Origin.sent["1.list"] / len(lists["1.list"]), Origin.sent["app_1.deb"] / len(package)]
        at_once(trusted, lambda each: each.fetch_package("app_1.deb"))
        later = Origin.sent["app_1.deb"] / len(package) - crossings[1]
        plain = stranger.fetch_package("app_1.deb", f"{server.address}:3143")
        strangers = stranger.fetch_list("1.list", lists["1.list"])
        again = Origin.sent["1.list"] / len(lists["1.list"]) - crossings[0]
        server.process.kill(), server.process.wait()
        server.space.run("ip link set br0 down")
        until(60, "the dead neighbour's tunnel is closed", lambda: not neighbours[0].reaches("127.0.0.1", 3144))
        alone = neighbours[0].fetch_list("2.list", lists["2.list"])
        alone_too = neighbours[0].fetch_package("app_2.deb") == package
        neighbours[1].take(False, None, key)
        until(60, "the tunnel is closed", lambda: not neighbours[1].reaches("127.0.0.1", 3144))
        return {
            "taken": all("done" in reply for reply in done), "refusals": [r for r in refusals if r], "packages": all(packages),
            "crossings": crossings, "later": later, "plain": len(plain), "strangerIsServedByTheOriginAlone": strangers is None and again > 0.99,
            "goesOnAlone": alone is None, "packagesToo": alone_too,
        }  # fmt: skip
    except BaseException:
        for each in all_of_them:
            sys.stderr.write("".join(line for line in open(f"{each.folder}/log") if "branch" in line or "apt-cacher" in line or "request" in line)[-800:])
        raise
    finally:
        for each in all_of_them:
            each.process.kill()


CACHER = "apt-cacher-ng"
if __name__ == "__main__":
    folder = tempfile.mkdtemp(prefix="sekisho-branch-")
    os.chmod(folder, 0o755)
    try:
        print(json.dumps(branch(folder, sys.argv[2])))
    finally:
        shutil.rmtree(folder, True)
