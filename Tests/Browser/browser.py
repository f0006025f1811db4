"""Drives headless Chromium over its debugging pipe; needs nothing but the standard library."""

import base64
import json
import os
import shutil
import struct
import subprocess
import tempfile
import time
import zlib


class Browser:
    """One Chromium with one page."""

    def __init__(self, width=1280, height=900):
        self.profile = tempfile.mkdtemp(prefix="sekisho-chromium-")
        to_child, self.out = os.pipe()
        self.inp, from_child = os.pipe()

        def wire():
            os.dup2(to_child, 103)
            os.dup2(from_child, 104)
            os.dup2(103, 3)
            os.dup2(104, 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--ignore-certificate-errors", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
             f"--window-size={width},{height}", f"--user-data-dir={self.profile}"],
            preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_child)
        os.close(from_child)
        self.number, self.buffer, self.complaints, self.events = 0, b"", [], []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = None
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.look("light")

    def close(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if getattr(self, "session", None):
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def receive(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.inp, 1 << 16)
            if not piece:
                raise RuntimeError("Chromium has ended")
            self.buffer += piece
        line, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(line)
        if message.get("method") == "Log.entryAdded" and message["params"]["entry"]["level"] == "error":
            self.complaints.append(message["params"]["entry"]["text"])
        if message.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(message["params"]["exceptionDetails"])[:400])
        return message

    def run(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"])
        return result["result"].get("value")

    def wait(self, script, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.run(script):
                    return
            except RuntimeError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"never true: {script}\n{self.text()[:2000]}")

    def open(self, url):
        self.run("window.leaving = true")
        self.call("Page.navigate", url=url)
        self.wait("!window.leaving && document.readyState === 'complete'")

    def click(self, selector):
        """Clicks and waits for the page that follows."""
        self.run("window.leaving = true")
        self.run(f"document.querySelector({json.dumps(selector)}).click()")
        self.wait("!window.leaving && document.readyState === 'complete'")

    def text(self):
        return self.run("document.body.innerText")

    def look(self, scheme):
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def speak(self, languages):
        self.call("Network.setExtraHTTPHeaders", headers={"Accept-Language": languages})

    def screenshot(self, path):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 4000), "scale": 1}
        data = base64.b64decode(self.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"])
        with open(path, "wb") as file:
            file.write(data)
        return Picture(data)

    def place(self, script):
        """The rectangle of the element that a script names, in the coordinates of a screenshot."""
        return self.run("(() => { const r = (" + script + ").getBoundingClientRect();"
                        " return {x: r.x + scrollX, y: r.y + scrollY, w: r.width, h: r.height}; })()")


class Picture:
    """The pixels of a PNG."""

    def __init__(self, data):
        pieces, position, header = [], 8, None
        while position < len(data):
            length, kind = struct.unpack(">I4s", data[position:position + 8])
            body = data[position + 8:position + 8 + length]
            if kind == b"IHDR":
                header = struct.unpack(">IIBBBBB", body)
            if kind == b"IDAT":
                pieces.append(body)
            position += 12 + length
        self.width, self.height, depth, colour = header[:4]
        assert depth == 8 and colour in (2, 6), header
        self.step = 3 if colour == 2 else 4
        self.rows = self.unfilter(zlib.decompress(b"".join(pieces)))

    def unfilter(self, raw):
        step, width = self.step, self.width * self.step
        rows, before = [], bytearray(width)
        for y in range(self.height):
            start = y * (width + 1)
            kind, row = raw[start], bytearray(raw[start + 1:start + 1 + width])
            for x in range(width if kind else 0):
                left = row[x - step] if x >= step else 0
                above, corner = before[x], before[x - step] if x >= step else 0
                if kind == 1:
                    guess = left
                elif kind == 2:
                    guess = above
                elif kind == 3:
                    guess = (left + above) // 2
                else:
                    p = left + above - corner
                    a, b, c = abs(p - left), abs(p - above), abs(p - corner)
                    guess = left if a <= b and a <= c else above if b <= c else corner
                row[x] = (row[x] + guess) & 255
            rows.append(row)
            before = row
        return rows

    def at(self, x, y):
        start = int(x) * self.step
        return tuple(self.rows[int(y)][start:start + 3])

    def colours(self):
        seen = set()
        for row in self.rows[::3]:
            for x in range(0, len(row) - 2, self.step * 3):
                seen.add(bytes(row[x:x + 3]))
        return len(seen)
