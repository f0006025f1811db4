import HTTPDigest
import Testing
import WSMan

/// A client as it is on the wire: the head of its requests, its answer to a challenge, its envelope, and how it uses
/// connections.
struct RealClient: Sendable, CustomTestStringConvertible {
    enum Use: Sendable {
        /// A connection for each request.
        case oneShot
        /// One request after the other.
        case persistent
        /// Requests without waiting for answers.
        case pipelined
    }

    let name: String
    let use: Use
    /// The fields in the client's order; `CREDENTIALS` and `LENGTH` stand for what a request brings.
    let head: [String]
    /// The value of `Authorization`; words in brackets stand for what a request brings.
    let credentials: String
    /// As the client writes it.
    var counts = ["00000001", "00000002", "00000003"]
    let cnonce: String
    var envelope = Ask.get(RequestFormTests.state)

    var testDescription: String { name }

    /// What a request is made of that has a challenge to answer.
    struct Challenge: Sendable {
        let digestRealm: String
        let nonce: String

        init?(_ reply: RawReply?) {
            guard let header = reply?["WWW-Authenticate"],
                let found = header.firstMatch(of: #/realm="([^"]+)", nonce="([^"]+)"/#)
            else { return nil }
            (digestRealm, nonce) = (String(found.1), String(found.2))
        }
    }

    /// The bytes of a request; without a challenge they bring no credentials.
    func request(_ challenge: Challenge?, count: String = "") -> String {
        let fields = head.filter { challenge != nil || !$0.contains("CREDENTIALS") }
            .map { $0.replacing("LENGTH", with: "\(envelope.utf8.count)") }
            .map { $0.replacing("CREDENTIALS", with: challenge.map { answer($0, count) } ?? "") }
        return "POST /wsman HTTP/1.1\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n" + envelope
    }

    private func answer(_ challenge: Challenge, _ count: String) -> String {
        let (digestRealm, nonce) = (challenge.digestRealm, challenge.nonce)
        let response = HTTPDigest.response(
            secret: HTTPDigest.secret(user: "admin", digestRealm: digestRealm, password: Endpoint.password),
            method: "POST",
            uri: "/wsman",
            nonce: nonce,
            nc: count,
            cnonce: cnonce,
            qop: "auth"
        )
        let words = ["REALM": digestRealm, "NONCE": nonce, "COUNT": count, "OWN": cnonce, "RESPONSE": response]
        return words.reduce(credentials) { $0.replacing("<\($1.key)>", with: $1.value) }
    }
}

extension RealClient {
    private static let device = "12345678-9abc-def0-1122-334455667788"
    private static let lean = ["Host: x:16992", "Content-Length: LENGTH"]

    static let all = [
        RealClient(
            name: "go-wsman-messages",
            use: .oneShot,
            head: [
                "Host: x:16992", "User-Agent: Go-http-client/1.1", "Connection: close", "Content-Length: LENGTH",
                "Authorization: CREDENTIALS", "Content-Type: application/soap+xml; charset=utf-8",
                "Accept-Encoding: gzip",
            ],
            credentials: #"Digest username="admin", realm="<REALM>", nonce="<NONCE>", uri="/wsman", "#
                + #"response="<RESPONSE>", algorithm="MD5", qop="auth", nc="<COUNT>", cnonce="<OWN>""#,
            counts: ["00000002", "00000003", "00000004"],
            cnonce: "0a4f11"
        ),
        RealClient(
            name: "go-wsman-messages over CIRA",
            use: .oneShot,
            head: ["Host: \(device)", "Authorization: CREDENTIALS", "Content-Length: LENGTH"],
            credentials: #"Digest username="admin", realm="<REALM>", nonce="<NONCE>", uri="/wsman", "#
                + #"response="<RESPONSE>", algorithm="MD5", qop="auth", nc="<COUNT>", cnonce="<OWN>""#,
            cnonce: "0a4f1122334455ff"
        ),
        RealClient(
            name: "MPS",
            use: .pipelined,
            head: ["Authorization: CREDENTIALS", "Host: \(device):16992", "Content-Length: LENGTH"],
            credentials: #"Digest username="admin",realm="<REALM>",nonce="<NONCE>",uri="/wsman",qop="auth","#
                + #"response="<RESPONSE>",nc="<COUNT>",cnonce="<OWN>""#,
            cnonce: "k2j9x8q1z"
        ),
        RealClient(
            name: "MeshCommander",
            use: .persistent,
            head: ["Authorization: CREDENTIALS"] + lean,
            credentials: #"Digest username="admin",realm="<REALM>",nonce="<NONCE>",uri="/wsman",qop=auth,"#
                + #"response="<RESPONSE>",nc=<COUNT>,cnonce="<OWN>""#,
            counts: ["0000000f", "00000010", "00000011"],
            cnonce: "00112233445566778899aabbccddeeff"
        ),
        RealClient(
            name: "MeshCentral's server",
            use: .persistent,
            head: ["Authorization: CREDENTIALS"] + lean,
            credentials: #"Digest username="admin",realm="<REALM>",nonce="<NONCE>",uri="/wsman",qop="auth","#
                + #"response="<RESPONSE>",nc="<COUNT>",cnonce="<OWN>""#,
            counts: ["9", "10", "11"],
            cnonce: "00112233445566778899aabbccddeeff"
        ),
        python("amtctrl", use: .oneShot, envelope: prefixed),
        python("napalm-amt", use: .persistent, envelope: bare, type: "application/soap+xml;charset=UTF-8"),
        RealClient(
            name: "wsl, of curl",
            use: .oneShot,
            head: [
                "Host: x:16992", "Authorization: CREDENTIALS", "User-Agent: wsl", "Accept: */*",
                "Content-Type: application/soap+xml;charset=UTF-8", "Content-Length: LENGTH",
            ],
            credentials: #"Digest username="admin",realm="<REALM>",nonce="<NONCE>",uri="/wsman",cnonce="<OWN>","#
                + "nc=<COUNT>,response=\"<RESPONSE>\",qop=auth",
            cnonce: "NzY2ZDVkYWQ0ZGFjMGQ4MzQ5ZDJiYmYzMDAwMDAwMDA="
        ),
    ]

    /// Python's `requests`, as the Python clients leave it.
    private static func python(_ name: String, use: Use, envelope: String, type: String? = nil) -> RealClient {
        let contentType = type.map { ["content-type: \($0)"] } ?? []
        return RealClient(
            name: name,
            use: use,
            head: [
                "Host: x:16992", "User-Agent: python-requests/2.32.3", "Accept-Encoding: gzip, deflate", "Accept: */*",
                "Connection: keep-alive",
            ] + contentType + ["Content-Length: LENGTH", "Authorization: CREDENTIALS"],
            credentials: #"Digest username="admin", realm="<REALM>", nonce="<NONCE>", uri="/wsman", "#
                + #"response="<RESPONSE>", qop="auth", nc=<COUNT>, cnonce="<OWN>""#,
            cnonce: "5a3f9d20c4b1e877",
            envelope: envelope
        )
    }

    /// The name of the selector in a namespace, white space between elements.
    private static let prefixed = """
        <?xml version="1.0" encoding="utf-8"?>
        <s:Envelope xmlns:s="\(WSManURI.soap)" xmlns:wsa="\(WSManURI.addressing)" xmlns:wsman="\(WSManURI.management)">
        <s:Header><wsa:Action s:mustUnderstand="true">\(RequestFormTests.power)/RequestPowerStateChange</wsa:Action>
        <wsa:To s:mustUnderstand="true">http://x:16992/wsman</wsa:To>
        <wsman:ResourceURI s:mustUnderstand="true">\(RequestFormTests.power)</wsman:ResourceURI>
        <wsa:MessageID s:mustUnderstand="true">uuid:5ba9f2ea-0a09-4e3a-8d8b-5b1c6a9e1d11</wsa:MessageID>
        <wsa:ReplyTo><wsa:Address>\(WSManURI.anonymous)</wsa:Address></wsa:ReplyTo>
        <wsman:SelectorSet><wsman:Selector wsman:Name="Name">Intel(r) AMT Power Management Service</wsman:Selector>
        </wsman:SelectorSet></s:Header><s:Body><p:RequestPowerStateChange_INPUT xmlns:p="\(RequestFormTests.power)">
        <p:PowerState>5</p:PowerState><p:ManagedElement><wsa:Address>\(WSManURI.anonymous)</wsa:Address>
        <wsa:ReferenceParameters><wsman:ResourceURI>
        \(Ask.cim)CIM_ComputerSystem
        </wsman:ResourceURI><wsman:SelectorSet><wsman:Selector wsman:Name="Name">ManagedSystem</wsman:Selector>
        </wsman:SelectorSet></wsa:ReferenceParameters></p:ManagedElement></p:RequestPowerStateChange_INPUT></s:Body>
        </s:Envelope>
        """

    /// No prefixes, a bare path, no selectors and a reference with an empty address.
    private static let bare = """
        <Envelope xmlns="\(WSManURI.soap)"><Header><Action xmlns="\(WSManURI.addressing)">\(RequestFormTests.power)\
        /RequestPowerStateChange</Action><To xmlns="\(WSManURI.addressing)">/wsman</To>\
        <ResourceURI xmlns="\(WSManURI.management)">\(RequestFormTests.power)</ResourceURI>\
        <MessageID xmlns="\(WSManURI.addressing)">3</MessageID></Header><Body>\
        <RequestPowerStateChange_INPUT xmlns="\(RequestFormTests.power)"><PowerState>5</PowerState><ManagedElement>\
        <Address xmlns="\(WSManURI.addressing)"></Address></ManagedElement></RequestPowerStateChange_INPUT></Body></Envelope>
        """
}
