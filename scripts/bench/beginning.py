"""How fast a real appliance begins, and what it holds in memory with its signatures."""
import os, re, socket, statistics, sys, tempfile, time

from figures import ROOT, age_of, cpu_of
from chassis import until

sys.path.insert(0, f"{ROOT}/Tests/Integration/GuardTests/Support")
import guard  # noqa: E402

SINK = ("10.9.0.3", 4000)
SIGNATURES, MEMORY_AIM, BOOT_AIM = 1000, 256, 4


def content_with_rules(folder, number):
    """What the appliance's disk holds when the console has given it so many signatures."""
    edition = f"{folder}/content/rules/a"
    os.makedirs(edition)
    os.symlink("a", f"{folder}/content/rules/current")
    with open(f"{edition}/bench.rules", "w") as file:
        file.write(guard.synthetic(number))
    with open(f"{edition}/edition.json", "w") as file:
        file.write('{"version":"bench","date":"2026-01-15T00:00:00Z"}')
    return f"{folder}/content"


def beginning(make, plain, address, user, lan, times):
    """Lines of a table: from the start of the virtual machine's process to the first packet that passes, and what it holds in memory then.

    `make` makes a PC whose appliance's disk begins with a folder; `plain` is when a plain bridge was one, and its CPU seconds.
    """
    with tempfile.TemporaryDirectory() as folder:
        pc = make(content_with_rules(folder, SIGNATURES))
    address()
    with lan.inside():
        sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sink.bind(SINK)
    with user.inside():
        source = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    begun = []
    for _ in range(times):
        forwards(source, sink)
        old = pc.appliance_process()
        pc.kill("appliance")
        new = until(60, "a new appliance is started", lambda: another(pc, old))
        forwards(source, sink)
        begun.append((bridged(pc), age_of(new), cpu_of(new)))
    until(180, "the appliance is ready", pc.appliance_is_ready)
    if (edition := pc.get("SKS_ApplianceService", "RulesVersion")) != "bench":
        raise RuntimeError(f"the appliance has other rules: {edition}")
    memory = int(pc.get("SKS_ApplianceService", "MemoryUsedKiB")) / 1024
    pc.end()
    middle = [statistics.median(column) for column in zip(*begun)]
    yield f"From the start of the process, {times} times (aims: {BOOT_AIM} s without KVM to the bridge behind its rules, {MEMORY_AIM} MiB):"
    yield ""
    yield "| virtual machine | bridged after, s | forwards after, s | CPU s of the process until then | memory in use in it, MiB |"
    yield "|---|--:|--:|--:|--:|"
    yield f"| plain bridge VM | {plain[0]:.1f} | {plain[0]:.1f} | {plain[1]:.1f} | |"
    yield f"| appliance, {SIGNATURES:,} signatures | {middle[0]:.1f} | {middle[1]:.1f} | {middle[2]:.1f} | {memory:.0f} |"


def another(pc, old):
    try:
        return (new := pc.appliance_process()) != old and new
    except (FileNotFoundError, ValueError):
        return None


def forwards(source, sink, seconds=240):
    """Returns when a datagram passes that was sent from now on."""
    mark, sink_deadline = os.urandom(8), time.monotonic() + seconds
    sink.settimeout(0.02)
    while time.monotonic() < sink_deadline:
        source.sendto(mark, SINK)
        try:
            if sink.recv(64) == mark:
                return
        except TimeoutError:
            pass
    raise TimeoutError("nothing passes the appliance")


def bridged(pc):
    """When the appliance's kernel was at the bridge, by its own clock."""
    with open(f"{pc.folder}/run/appliance-console.log", errors="replace") as file:
        words = file.read()
    return float(re.findall(r"is bridged behind its rules \(([\d.]+) s\)", words)[-1])
