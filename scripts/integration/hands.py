"""Hands in the real appliance: a test's own initial RAM disk starts one more program in it, which the image does not have.

The program connects to the test on the LAN and does there, as root, what the test says.
"""
import os, socket, subprocess, tempfile

from figures import ROOT

ADDRESS, PORT, OWN_ADDRESS = "10.9.0.3", 4444, "10.9.0.4"
HANDS = f"""#!/bin/sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
until ip address add {OWN_ADDRESS}/24 dev br0 2>/dev/null; do sleep 1; done
while :; do busybox nc {ADDRESS} {PORT} -e /bin/sh; sleep 1; done
"""
INIT = """#!/bin/sh
/opt/hands &
exec /usr/sbin/init
"""
# A second archive behind the first: the kernel unpacks both, and what the second has replaces what the first had.
LAST_LINE = 'exec switch_root /root "$init"'
WITH_HANDS = "mount -t tmpfs tmpfs /root/opt; cp /tested/* /root/opt/; exec switch_root /root /opt/init"


def initrd_with_hands(images, path):
    """Writes the images' initial RAM disk with the test's own first process behind it."""
    text = open(f"{ROOT}/deploy/boot/init").read()
    assert LAST_LINE in text, "the first process of the images ends in another way"
    with tempfile.TemporaryDirectory() as tree:
        os.mkdir(f"{tree}/tested")
        for name, content in {"init": text.replace(LAST_LINE, WITH_HANDS), "tested/init": INIT, "tested/hands": HANDS}.items():
            with open(f"{tree}/{name}", "w") as file:
                file.write(content)
            os.chmod(f"{tree}/{name}", 0o755)
        names = b"init\0tested\0tested/init\0tested/hands\0"
        archive = subprocess.run(["cpio", "--null", "-o", "-H", "newc", "--quiet"], input=names, cwd=tree, stdout=subprocess.PIPE, check=True).stdout
    with open(f"{images}/initrd", "rb") as first, open(path, "wb") as whole:
        whole.write(first.read() + archive)
    os.chmod(path, 0o644)


class Hands:
    """The test's end; of an appliance that was started anew, the hands come back by themselves."""

    def __init__(self, lan):
        with lan.inside():
            self.listener = socket.create_server((ADDRESS, PORT))
        self.connection, self.number = None, 0

    def let_go(self):
        """Of an appliance that is dead, and can say so no more."""
        self.connection = None

    def run(self, command, seconds=120):
        """What a command says, once it has ended."""
        self.listener.settimeout(seconds)
        while True:
            try:
                return self.ask(command, seconds)
            except (ConnectionError, AttributeError):
                self.connection, _ = self.listener.accept()
                self.connection.settimeout(seconds)
                self.connection.sendall(b"exec 2>&1\n")

    def ask(self, command, seconds):
        self.number += 1
        text, marker = b"", f"done-{self.number}-\n".encode()
        self.connection.sendall(f"{command}\necho done-{self.number}-\n".encode())
        while marker not in text:
            piece = self.connection.recv(65536)
            if not piece:
                raise ConnectionError
            text += piece
        return text.partition(marker)[0].decode(errors="replace").strip()
