"""WS-Management as the benchmarks' own client speaks it: envelopes, and requests with digest."""
import hashlib, re

SOAP, ADDRESSING = "http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/ws/2004/08/addressing"
WSMAN, CIM = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd", "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/"
AMT, SKS = "http://intel.com/wbem/wscim/1/amt-schema/1/", "urn:sekisho:wbem:wscim:1:sks-schema:1:"
TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer"
ENUMERATION = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
USER, PASSWORD, PORT, TLS_PORT = "admin", "Bench-mark-1", 16992, 16993


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


def envelope(action, resource, body=""):
    return (
        f'<Envelope xmlns="{SOAP}" xmlns:a="{ADDRESSING}" xmlns:w="{WSMAN}"><Header><a:Action>{action}</a:Action>'
        f"<a:To>/wsman</a:To><w:ResourceURI>{resource}</w:ResourceURI><a:MessageID>1</a:MessageID></Header>"
        f"<Body>{body}</Body></Envelope>"
    ).encode()


def request(body, authorization=""):
    head = f"POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n{authorization}\r\n"
    return head.encode() + body


class Login:
    """Answers a challenge, as often as it is asked to."""

    def __init__(self, challenge):
        self.given = dict(re.findall(r'(realm|nonce)="([^"]*)"', challenge))
        self.secret, self.count = md5(f"{USER}:{self.given['realm']}:{PASSWORD}"), 0

    def request(self, body):
        self.count += 1
        nc, nonce = f"{self.count:08x}", self.given["nonce"]
        response = md5(f"{self.secret}:{nonce}:{nc}:c:auth:{md5('POST:/wsman')}")
        return request(body, (
            f'Authorization: Digest username="{USER}", realm="{self.given["realm"]}", nonce="{nonce}", uri="/wsman",'
            f' response="{response}", nc={nc}, cnonce="c", qop="auth"\r\n'
        ))  # fmt: skip


def exchange(connect, octets):
    """What a connection of its own answers, to the end of the chunks or of the page."""
    with connect() as connection:
        connection.sendall(octets)
        answer = b""
        while not answer.endswith((b"0\r\n\r\n", b"</html>")) and (piece := connection.recv(65536)):
            answer += piece
    return answer.decode()


def ask(connect, body):
    """One request as a client makes it: challenge, then digest on a connection of its own. Its text, the chunks joined."""
    answer = exchange(connect, Login(exchange(connect, request(b""))).request(body))
    if " 200 OK" not in answer[:20]:
        raise RuntimeError(answer)
    return re.sub(r"\r\n[0-9A-F]{4}\r\n", "", answer.partition("\r\n\r\n")[2])
