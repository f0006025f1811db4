"""What every benchmark needs: the table that it writes, the clocks that it reads."""
import os, platform, re, resource, statistics, sys, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "Tests/Integration/LeakTests/Support"))
SOFTIRQ = "SEKISHO_BENCH_SOFTIRQ"


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


def own_cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def cpu_of(pid):
    """CPU seconds of a process, all its threads."""
    fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def age_of(pid):
    """Seconds since a process was started."""
    started = int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - started


def resident(pid):
    """MiB of memory that a process has."""
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


def ratio(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def machine():
    return f"Linux {platform.release().split('-')[0]}, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}"


def filter_program(name, programs):
    """The program that drives a filter by lines; ends the benchmark when it cannot be run."""
    program = os.path.join(os.path.abspath(programs), "sekisho-filter")
    if os.geteuid() != 0 or not os.access(program, os.X_OK):
        sys.exit(f"{name}: needs root and the program {program} (swift build -c release --product sekisho-filter)")
    return program


def add_usual(parser):
    """What every benchmark takes, so that `make bench` can run them all alike."""
    parser.add_argument("programs", nargs="?", default="/var/cache/sekisho/release/release")
    parser.add_argument("images", nargs="?", default="/var/cache/sekisho/images")
    parser.add_argument("--write", metavar="FILE", default=os.path.join(ROOT, "Documentation/Benchmarks.md"))


def publish(path, lines):
    """Prints a section as it comes, and puts it into the table in the place of the one with the same title."""
    text = ""
    for line in lines:
        print(line, flush=True)
        text += line + "\n"
    title = text.partition("\n")[0]
    old = open(path).read() if os.path.exists(path) else "# Benchmarks\n"
    rest = re.sub(rf"(?ms)^{re.escape(title)}\n.*?(?=^## |\Z)", "", old).rstrip("\n")
    with open(path, "w") as file:
        file.write(f"{rest}\n\n{text.rstrip()}\n")
