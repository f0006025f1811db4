"""What the trials of a real PC share: traffic of the user OS, hands in the appliance, and the table of what was seen."""
import argparse, os, socket, struct, sys, threading, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bench"))
from figures import own_world  # noqa: E402
from chassis import MAC, PC, until  # noqa: E402
from world import Namespace  # noqa: E402
from hands import Hands, initrd_with_hands  # noqa: E402

USER, SINK = "10.9.0.2", "10.9.0.3"
OPEN, QUARANTINE = 1, 3
LONGEST = 240


class Traffic:
    """Datagrams from the user OS to a host of the LAN, one every 2 ms, answered; when each that arrived was sent."""

    def __init__(self, user, lan):
        user.run(f"ip link set u0 address {MAC} && ip addr add {USER}/24 dev u0")
        lan.run(f"ip link set l0 address 52:54:00:99:00:01 && ip addr add {SINK}/24 dev l0")
        with lan.inside():
            self.sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.sink.bind((SINK, 4000))
        with user.inside():
            self.source = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.source.bind((USER, 4001))
        self.arrived, self.sent = [], []
        for work in (self.send, self.receive):
            threading.Thread(target=work, daemon=True).start()

    def send(self):
        while True:
            self.sent.append(time.monotonic())
            try:
                self.source.sendto(struct.pack(">Q", len(self.sent)), (SINK, 4000))
            except OSError:
                pass  # without an answer to ARP the kernel says so now and then
            time.sleep(0.002)

    def receive(self):
        while True:
            datagram, sender = self.sink.recvfrom(64)
            self.arrived.append(self.sent[struct.unpack(">Q", datagram)[0] - 1])
            self.sink.sendto(b"!", sender)

    def between(self, begin, end):
        """How many of those that were sent in that time arrived."""
        return sum(begin < sent < end for sent in self.arrived)

    def gap_after(self, begin, seconds=LONGEST, least=1.0):
        """When the last one went out before the first gap of that length after a moment, and when the first after it."""

        def gap():
            sent = [begin] + [moment for moment in list(self.arrived) if moment > begin]
            return next(((one, next_) for one, next_ in zip(sent, sent[1:]) if next_ - one > least), None)

        return until(seconds, "traffic stops, and flows again", gap)

    def flows_after(self, begin, seconds=LONGEST):
        """Seconds until something arrives that went out after that moment."""
        until(seconds, "traffic flows", lambda: self.arrived and self.arrived[-1] > begin)
        return next(sent for sent in self.arrived if sent > begin) - begin


class Trial:
    """One PC and what it goes through."""

    def __init__(self, programs, images):
        self.user, self.lan = Namespace(), Namespace()
        self.pc = PC(programs, images, self.user, self.lan, "96M", prepare=self.give_hands)
        until(LONGEST, "the appliance is ready", self.pc.appliance_is_ready)
        self.traffic = Traffic(self.user, self.lan)
        self.hands = Hands(self.lan)
        self.traffic.flows_after(time.monotonic())
        self.failures = 0

    @staticmethod
    def give_hands(folder, appliance):
        initrd_with_hands(os.path.dirname(appliance["initrd"]), f"{folder}/initrd")
        appliance["initrd"] = f"{folder}/initrd"

    def row(self, name, *facts):
        """One line of the table; a fact is what was seen, and whether it had to be so."""
        good = all(right for _, right in facts)
        self.failures += not good
        print(f"| {name} | {'; '.join(text for text, _ in facts)} | {'passed' if good else 'FAILED'} |", flush=True)

    def closed(self, begin, end):
        leaked = self.traffic.between(begin, end)
        return f"none of {end - begin:.1f} s arrived" if leaked == 0 else f"{leaked} of {end - begin:.1f} s arrived", leaked == 0

    def resumed(self, begin):
        return f"traffic flows again after {self.traffic.flows_after(begin):.1f} s by itself", True

    def goes_on(self, seconds):
        began = time.monotonic()
        until(seconds + 5, "some seconds are over", lambda: time.monotonic() > began + seconds)
        passed = self.traffic.between(began, time.monotonic())
        return f"{passed} packets arrived in {seconds} s", passed > 50 * seconds


def conduct(script, kind, description):
    """Runs all rows of a kind of trial in a world of their own; the program fails when a row does."""
    parser = argparse.ArgumentParser(description=description.split("\n")[0])
    parser.add_argument("programs", nargs="?", default="/var/cache/sekisho/release/release")
    parser.add_argument("images", nargs="?", default="/var/cache/sekisho/images")
    options = parser.parse_args()
    name = os.path.basename(script)
    if os.geteuid() != 0 or not os.path.exists(f"{options.programs}/sekisho-engine"):
        sys.exit(f"{name}: needs root and the programs in {options.programs} (make release)")
    own_world(script)
    trial = kind(options.programs, options.images)
    try:
        trial.all_rows()
    except TimeoutError:
        with open(f"{trial.pc.folder}/run/appliance-console.log", errors="replace") as log:
            print(f"the appliance said last: {log.read()[-3000:]}", file=sys.stderr)
        raise
    trial.pc.end()
    sys.exit(f"{name}: {trial.failures} rows failed" if trial.failures else 0)
