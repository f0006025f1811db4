"""Real PCs for the benchmarks: a chassis in a namespace, the engine in it, and its virtual machines."""
import atexit, contextlib, json, os, re, shutil, signal, socket, subprocess, tempfile, time, uuid
import xml.sax.saxutils as xml

from figures import ROOT
from world import Namespace
from wsman import CIM, PASSWORD, PORT, SKS, TRANSFER, ask, envelope

MAC, MANAGEMENT = "52:54:00:77:00:01", ("127.0.0.1", PORT)


def until(seconds, what, condition):
    """Waits for a condition, and for no longer than that."""
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds} seconds in vain until {what}")
        time.sleep(0.1)
    return result


class PC:
    """One chassis with its engine. `user` is the namespace in the place of the user OS, or None for the real one.

    `data` is the size of the appliance's disk of what it learns, `content` a folder that it begins with; `prepare` is
    given the PC's folder and the appliance's settings, which it may change, before anything starts.
    """

    def __init__(self, programs, images, user=None, lan=None, data="1G", content=None, prepare=lambda folder, settings: None):
        self.folder = tempfile.mkdtemp(prefix="sekisho-bench-")
        atexit.register(shutil.rmtree, self.folder, True)
        os.chmod(self.folder, 0o711)
        self.images, self.chassis, self.data, self.prepare = images, Namespace(), data, prepare
        self.content = ["-d", content] if content else []
        self.chassis.run("ip link set lo up")
        if user:
            wire(self.chassis, "user0", user, "u0")
        wire(self.chassis, "uplink0", lan or Namespace(), "l0")
        self.make_disks()
        self.make_configuration()
        self.programs, self.running = programs, {}
        self.start("chassis")
        until(10, "the chassis process listens", lambda: os.path.exists(f"{self.folder}/run/chassis.sock"))
        self.start_engine()

    def start(self, name):
        """Starts a program of the PC in its chassis; what it says is in the file NAME.log of the PC's folder."""
        log = open(f"{self.folder}/{name}.log", "a")
        command = ["nsenter", "-t", str(self.chassis.pid), "-n", f"{self.programs}/sekisho-{name}", "--config", self.configuration]
        self.running[name] = subprocess.Popen(command, stdout=log, stderr=log)

    def start_engine(self):
        self.start("engine")
        until(30, "the engine answers", self.listens)

    def kill(self, name):
        """Kills a program of the PC, or the virtual machine of that name, and returns when it is dead."""
        if name in self.running:
            process = self.running.pop(name)
            process.kill()
            return process.wait()
        pid = int(open(f"{self.folder}/run/{name}.pid").read())
        os.kill(pid, signal.SIGKILL)
        until(10, f"{name} is dead", lambda: not alive(pid))

    def make_disks(self):
        image = f"{self.images}/user.qcow2"
        run("qemu-img", "create", "-q", "-f", "qcow2", "-b", image, "-F", "qcow2", f"{self.folder}/user.qcow2")
        run("truncate", "-s", self.data, f"{self.folder}/data.raw")
        run("mke2fs", "-q", "-t", "ext4", "-F", "-L", "sekisho-data", *self.content, f"{self.folder}/data.raw")
        run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", f"{self.folder}/data.raw", f"{self.folder}/appliance-data.qcow2")
        run("truncate", "-s", "64M", f"{self.folder}/payload.img")

    def make_configuration(self):
        with open(f"{self.folder}/password", "w") as file:
            file.write(PASSWORD)
        text = open(f"{ROOT}/deploy/demo/pc1.json").read()
        for name, value in [("STATE", self.folder), ("RUN", f"{self.folder}/run"), ("IMAGES", self.images), ("UUID", str(uuid.uuid4()))]:
            text = text.replace(f"@{name}@", value)
        settings = json.loads(text)
        settings["address"], settings["port"] = MANAGEMENT
        # The address is the loopback's, which no console changes.
        del settings["managementDevice"]
        self.prepare(self.folder, settings["appliance"])
        self.configuration = f"{self.folder}/engine.json"
        with open(self.configuration, "w") as file:
            json.dump(settings, file)

    def listens(self):
        for name, process in self.running.items():
            if process.poll() is not None:
                raise RuntimeError(open(f"{self.folder}/{name}.log").read())
        try:
            self.connect().close()
            return True
        except OSError:
            return False

    def connect(self):
        with self.chassis.inside():
            return socket.create_connection(MANAGEMENT, 60)

    def ask(self, resource, action, body=""):
        """The answer to one request, as text."""
        return ask(self.connect, envelope(action, resource, body))

    def get(self, class_name, field):
        resource = (SKS if class_name.startswith("SKS_") else CIM) + class_name
        found = re.search(rf"<g:{field}>([^<]*)<", self.ask(resource, f"{TRANSFER}/Get"))
        return found and xml.unescape(found[1])

    def invoke(self, class_name, method, body):
        resource = (SKS if class_name.startswith("SKS_") else CIM) + class_name
        answer = self.ask(resource, f"{resource}/{method}", f'<p:{method}_INPUT xmlns:p="{resource}">{body}</p:{method}_INPUT>')
        if "ReturnValue>0<" not in answer:
            raise RuntimeError(f"{method}: {answer}")

    def begin(self, class_name, method, body=""):
        """Begins work that outlasts its request; the name of its operation."""
        resource = SKS + class_name
        answer = self.ask(resource, f"{resource}/{method}", f'<p:{method}_INPUT xmlns:p="{resource}">{body}</p:{method}_INPUT>')
        if not (found := re.search(r"OperationID>([^<]+)<", answer)):
            raise RuntimeError(f"{method}: {answer}")
        return found[1]

    def result(self, identifier, seconds):
        """What an operation has brought, as text of JSON, once it has come to its end."""
        resource = SKS + "SKS_Operation"
        selector = f'<w:SelectorSet><w:Selector Name="OperationID">{identifier}</w:Selector></w:SelectorSet>'

        def ended():
            body = envelope(f"{TRANSFER}/Get", resource).replace(b"<a:MessageID>", selector.encode() + b"<a:MessageID>")
            fields = dict(re.findall(r"<g:(State|Text|Result)>([^<]*)<", ask(self.connect, body)))
            return fields if fields["State"] != "1" else None

        fields = until(seconds, f"operation {identifier} ends", ended)
        if fields["State"] != "2":
            raise RuntimeError(xml.unescape(fields.get("Text", "")))
        return xml.unescape(fields["Result"], {"&quot;": "\"", "&apos;": "'"})

    def set_stance(self, number):
        self.invoke("SKS_StanceService", "RequestStance", f"<p:Stance>{number}</p:Stance><p:Reason>bench</p:Reason>")

    def power_on(self):
        self.invoke("CIM_PowerManagementService", "RequestPowerStateChange", "<p:PowerState>2</p:PowerState>")

    def appliance_is_ready(self):
        return self.get("SKS_ApplianceService", "State") == "2"

    def appliance_process(self):
        return int(open(f"{self.folder}/run/appliance.pid").read())

    def end(self):
        for name in ("engine", "chassis"):
            self.running[name].send_signal(signal.SIGTERM)
            self.running[name].wait(20)


class Console:
    """The user OS's serial console, a root shell."""

    def __init__(self, pc):
        self.socket, self.number = socket.socket(socket.AF_UNIX), 0
        self.socket.connect(f"{pc.folder}/run/serial.sock")

    def send(self, command):
        """Types a command, whose begin and end are marked so that its echo is no mark."""
        self.number += 1
        self.socket.sendall(f"echo begin-{self.number}''-; {command}; echo done-{self.number}''-\n".encode())

    def wait(self):
        """What the last command said, without prompt and echo, once it has ended."""
        text, begin, end = b"", f"begin-{self.number}-".encode(), f"done-{self.number}-".encode()
        while end not in text:
            text += self.socket.recv(4096)
        said = text.partition(end)[0].partition(begin)[2].decode(errors="replace")
        return re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", "", said).strip()

    def run(self, command):
        self.send(command)
        return self.wait()

    def drain(self):
        """Throws away what was said meanwhile: a user OS that nobody listens to cannot go on speaking."""
        with contextlib.suppress(BlockingIOError):
            while self.socket.recv(4096, socket.MSG_DONTWAIT):
                pass

    def time(self, command):
        """Seconds that a command takes."""
        began = time.monotonic()
        self.run(command)
        return time.monotonic() - began


def alive(pid):
    """Whether a process runs; one that only waits to be counted as dead does not."""
    try:
        return open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def wire(chassis, device, far, far_device):
    """A wire from a chassis to a namespace; IPv6 and ARP of the chassis stay off it."""
    chassis.run(f"ip link add {device} type veth peer name {far_device} netns {far.pid} && ip link set {device} up arp off")
    far.run(f"ip link set {far_device} up")
