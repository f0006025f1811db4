"""Opens the console's pages in headless Chromium and looks at what they say and how they look.

Usage: pages.py URL PASSWORD JOB CASE FOLDER
"""

import json
import os
import ssl
import sys
import urllib.request

from browser import Browser

url, password, job, case, folder = sys.argv[1:6]
os.makedirs(folder, exist_ok=True)
TRUST = ssl._create_unverified_context()


def call(method, path, body, token=None):
    request = urllib.request.Request(url + "/api/v1" + path, json.dumps(body).encode(), method=method)
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, context=TRUST) as answer:
        return json.load(answer)


def near(colour, wanted, what):
    assert all(abs(a - b) <= 6 for a, b in zip(colour, wanted)), f"{what} is {colour}, not {wanted}"


def badge(browser, picture, row, text, wanted):
    """The badge with a text in a table row has a background of a colour."""
    script = (f"[...[...document.querySelectorAll('tr')].find(r => r.innerText.includes({json.dumps(row)}))"
              f".querySelectorAll('.badge')].find(b => b.innerText === {json.dumps(text)})")
    place = browser.place(script)
    near(picture.at(place["x"] + 5, place["y"] + place["h"] / 2), wanted, f"the badge '{text}' of {row}")


def has(text, *parts):
    for part in parts:
        assert part in text, f"'{part}' is not in:\n{text}"


def shoot(browser, name):
    picture = browser.screenshot(os.path.join(folder, name + ".png"))
    assert picture.colours() > 20, f"{name} is blank"
    return picture


def log_in(browser):
    browser.open(url + "/")
    has(browser.text(), "Log in", "Manage your PCs")
    shoot(browser, "login")
    browser.run("document.querySelector('[name=password]').value = 'wrong'")
    browser.click("form button")
    has(browser.text(), "not right")
    browser.complaints.clear()
    browser.run(f"document.querySelector('[name=password]').value = {json.dumps(password)}")
    browser.click("form button")


def fleet(browser):
    has(browser.text(), "pc1", "pc2", "quarantine", "open cases", "Reinstall")
    picture = shoot(browser, "fleet")
    near(picture.at(5, picture.height - 5), (245, 246, 244), "the background")
    badge(browser, picture, "pc1", "quarantine", (251, 223, 224))
    badge(browser, picture, "pc2", "open", (220, 241, 227))
    badge(browser, picture, "pc2", "running", (219, 232, 250))
    browser.look("dark")
    picture = shoot(browser, "fleet-dark")
    near(picture.at(5, picture.height - 5), (20, 25, 26), "the dark background")
    badge(browser, picture, "pc1", "quarantine", (74, 28, 33))
    browser.look("light")


def live(browser):
    """A PC that somebody else adds appears without a new load of the page."""
    browser.wait("!document.getElementById('live').hidden")
    browser.run("window.here = true")
    token = call("POST", "/session", {"user": "admin", "password": password})["token"]
    call("POST", "/endpoints", {"name": "newcomer", "address": "10.10.0.99", "password": "x"}, token)
    browser.wait("document.body.innerText.includes('newcomer')")
    assert browser.run("window.here === true"), "the page was loaded anew"


def one_pc(browser):
    browser.open(url + "/endpoints/pc1")
    browser.run("document.getElementById('packages').open = true")
    has(browser.text(), "Cure and release", "Cut the power", "branch-app", "10.10.0.61", "power on",
        "<script>alert('event')</script>", "21 hosts in 3 seconds", "open case")
    shoot(browser, "endpoint")
    browser.click("[name=stance][value=patching]")
    has(browser.text(), "pc1")


def one_job(browser):
    browser.open(url + "/jobs/" + job)
    has(browser.text(), "Notice that the PC does not come up", "succeeded", "running", "<script>alert(1)</script>")
    assert browser.run("document.querySelectorAll('.step.good').length") == 3
    picture = shoot(browser, "job")
    place = browser.place("document.querySelector('.step.good')")
    near(picture.at(place["x"] + 2, place["y"] + place["h"] / 2), (28, 107, 63), "the edge of a step that is done")


def one_case(browser):
    browser.open(url + "/cases/" + case)
    has(browser.text(), "connection fan-out", "Start the cure", "10.10.0.100:445")
    shoot(browser, "case")


def japanese(browser):
    browser.speak("ja,en;q=0.5")
    browser.open(url + "/")
    has(browser.text(), "PC 一覧", "隔離", "再インストール")
    shoot(browser, "fleet-ja")
    browser.open(url + "/endpoints/pc1")
    has(browser.text(), "駆除して復帰", "強制電源オフ")
    shoot(browser, "endpoint-ja")


def log_out(browser):
    browser.click(".logout button")
    browser.open(url + "/jobs")
    has(browser.text(), "ログイン")


browser = Browser()
try:
    for part in (log_in, fleet, live, one_pc, one_job, one_case, japanese, log_out):
        part(browser)
        print("ok", part.__name__, flush=True)
    assert not browser.complaints, browser.complaints
finally:
    browser.close()
