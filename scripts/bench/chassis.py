"""Real PCs for the benchmarks: a chassis in a namespace, the engine in it, and its virtual machines."""
import atexit, hashlib, json, os, re, shutil, signal, socket, subprocess, sys, tempfile, time, uuid
import xml.sax.saxutils as xml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "Tests/Integration/LeakTests/Support"))
from world import Namespace  # noqa: E402

SOFTIRQ = "SEKISHO_BENCH_SOFTIRQ"
MAC, PASSWORD, MANAGEMENT = "52:54:00:77:00:01", "Bench-mark-1", ("127.0.0.1", 16992)
SOAP, ADDRESSING = "http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/ws/2004/08/addressing"
WSMAN, CIM = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd", "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/"
SKS = "urn:sekisho:wbem:wscim:1:sks-schema:1:"


def own_world(script):
    """Starts the script again in process, mount and network namespaces that end with it."""
    if SOFTIRQ in os.environ:
        return
    clocks = [os.open(clock, os.O_RDONLY) for clock in softirq_clocks()]
    for clock in clocks:
        os.set_inheritable(clock, True)
    os.environ[SOFTIRQ] = " ".join(map(str, clocks))
    os.execvp("unshare", [
        "unshare", "--pid", "--mount", "--net", "--fork", "--kill-child=SIGKILL", "--mount-proc", sys.executable, script,
        *sys.argv[1:],
    ])  # fmt: skip


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


def until(seconds, what, condition):
    """Waits for a condition, and for no longer than that."""
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds} seconds in vain until {what}")
        time.sleep(0.1)
    return result


class PC:
    """One chassis with its engine. `user` is the namespace in the place of the user OS, or None for the real one."""

    def __init__(self, programs, images, user=None, lan=None):
        self.folder = tempfile.mkdtemp(prefix="sekisho-bench-")
        atexit.register(shutil.rmtree, self.folder, True)
        os.chmod(self.folder, 0o711)
        self.images, self.chassis = images, Namespace()
        self.chassis.run("ip link set lo up")
        if user:
            wire(self.chassis, "user0", user, "u0")
        wire(self.chassis, "uplink0", lan or Namespace(), "l0")
        self.make_disks()
        self.make_configuration()
        log = open(f"{self.folder}/engine.log", "w")
        command = ["nsenter", "-t", str(self.chassis.pid), "-n", f"{programs}/sekisho-engine", "--config", self.configuration]
        self.engine = subprocess.Popen(command, stdout=log, stderr=log)
        until(30, "the engine answers", self.listens)

    def make_disks(self):
        image = f"{self.images}/user.qcow2"
        run("qemu-img", "create", "-q", "-f", "qcow2", "-b", image, "-F", "qcow2", f"{self.folder}/user.qcow2")
        run("truncate", "-s", "1G", f"{self.folder}/data.raw")
        run("mke2fs", "-q", "-t", "ext4", "-F", "-L", "sekisho-data", f"{self.folder}/data.raw")
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
        self.configuration = f"{self.folder}/engine.json"
        with open(self.configuration, "w") as file:
            json.dump(settings, file)

    def listens(self):
        if self.engine.poll() is not None:
            raise RuntimeError(open(f"{self.folder}/engine.log").read())
        try:
            self.connect().close()
            return True
        except OSError:
            return False

    def connect(self):
        with self.chassis.inside():
            return socket.create_connection(MANAGEMENT, 10)

    def post(self, body, authorization=""):
        with self.connect() as connection:
            head = f"POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n{authorization}\r\n"
            connection.sendall(head.encode() + body)
            answer = b""
            while not answer.endswith((b"0\r\n\r\n", b"</html>")) and (piece := connection.recv(65536)):
                answer += piece
        return answer.decode()

    def ask(self, resource, action, body=""):
        """One request with digest; the text of the answer, its chunks joined."""
        envelope = (
            f'<Envelope xmlns="{SOAP}" xmlns:a="{ADDRESSING}" xmlns:w="{WSMAN}"><Header><a:Action>{action}</a:Action>'
            f"<a:To>/wsman</a:To><w:ResourceURI>{resource}</w:ResourceURI><a:MessageID>1</a:MessageID></Header>"
            f"<Body>{body}</Body></Envelope>"
        ).encode()
        given = dict(re.findall(r'(realm|nonce)="([^"]*)"', self.post(b"")))
        secret, hashed = md5(f"admin:{given['realm']}:{PASSWORD}"), md5("POST:/wsman")
        response = md5(f"{secret}:{given['nonce']}:00000001:c:auth:{hashed}")
        answer = self.post(envelope, (
            f'Authorization: Digest username="admin", realm="{given["realm"]}", nonce="{given["nonce"]}", uri="/wsman",'
            f' response="{response}", nc=00000001, cnonce="c", qop="auth"\r\n'
        ))  # fmt: skip
        if " 200 OK" not in answer[:20]:
            raise RuntimeError(f"{action}: {answer}")
        return re.sub(r"\r\n[0-9A-F]{4}\r\n", "", answer.partition("\r\n\r\n")[2])

    def get(self, class_name, field):
        resource = (SKS if class_name.startswith("SKS_") else CIM) + class_name
        found = re.search(rf"<g:{field}>([^<]*)<", self.ask(resource, "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get"))
        return found and xml.unescape(found[1])

    def invoke(self, class_name, method, body):
        resource = (SKS if class_name.startswith("SKS_") else CIM) + class_name
        answer = self.ask(resource, f"{resource}/{method}", f'<p:{method}_INPUT xmlns:p="{resource}">{body}</p:{method}_INPUT>')
        if "ReturnValue>0<" not in answer:
            raise RuntimeError(f"{method}: {answer}")

    def set_stance(self, number):
        self.invoke("SKS_StanceService", "RequestStance", f"<p:Stance>{number}</p:Stance><p:Reason>bench</p:Reason>")

    def power_on(self):
        self.invoke("CIM_PowerManagementService", "RequestPowerStateChange", "<p:PowerState>2</p:PowerState>")

    def appliance_is_ready(self):
        return self.get("SKS_ApplianceService", "State") == "2"

    def appliance_process(self):
        return int(open(f"{self.folder}/run/appliance.pid").read())

    def end(self):
        self.engine.send_signal(signal.SIGTERM)
        self.engine.wait(20)


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def wire(chassis, device, far, far_device):
    """A wire from a chassis to a namespace; IPv6 and ARP of the chassis stay off it."""
    chassis.run(f"ip link add {device} type veth peer name {far_device} netns {far.pid} && ip link set {device} up arp off")
    far.run(f"ip link set {far_device} up")


def cpu_of(pid):
    """CPU seconds of a process, all its threads."""
    fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def softirq_clocks():
    """The clocks of the kernel's softirq threads, which are seen from the outermost process namespace alone."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if open(f"/proc/{pid}/comm").read().startswith("ksoftirqd"):
                yield f"/proc/{pid}/schedstat"
        except FileNotFoundError:
            pass


def softirq_cpu():
    """CPU seconds of the kernel's softirq threads."""
    return sum(int(os.pread(int(clock), 64, 0).split()[0]) for clock in os.environ[SOFTIRQ].split()) / 1e9


def write_section(path, title, text):
    """Puts a section into the table of benchmarks in the place of the one with the same title."""
    old = open(path).read() if os.path.exists(path) else "# Benchmarks\n"
    rest = re.sub(rf"(?ms)^## {re.escape(title)}\n.*?(?=^## |\Z)", "", old).rstrip("\n")
    with open(path, "w") as file:
        file.write(f"{rest}\n\n{text.rstrip()}\n")
