import HTTPDigest
import WSMan

/// A client that knows the password and writes requests as it likes.
struct Login: Sendable {
    private(set) var digest = DigestClient(user: "admin", password: Endpoint.password)

    /// Asks for a challenge on a connection of its own, as most clients do.
    static func challenged(by endpoint: Endpoint) async throws -> Login {
        var login = Login()
        try await RawConnection.open(to: endpoint.address) { connection in
            try await connection.send("GET /index.htm HTTP/1.1\r\nHost: x\r\n\r\n")
            login.take(try await connection.reply())
        }
        return login
    }

    mutating func take(_ reply: RawReply?) {
        _ = digest.take(untrustedChallenge: reply?["WWW-Authenticate"] ?? "")
    }

    /// The text of a request for WS-Management.
    mutating func post(_ envelope: String, version: String = "1.1", headers: String = "") -> String {
        let credentials = digest.answer(method: "POST", uri: "/wsman", cnonce: "c0ffee") ?? ""
        return "POST /wsman HTTP/\(version)\r\nHost: x:16992\r\nAuthorization: \(credentials)\r\n\(headers)"
            + "Content-Length: \(envelope.utf8.count)\r\n\r\n\(envelope)"
    }

    /// The text of a request for a page or a file.
    mutating func request(_ method: String, _ uri: String, body: String = "") -> String {
        let credentials = digest.answer(method: method, uri: uri, cnonce: "c0ffee") ?? ""
        return "\(method) \(uri) HTTP/1.1\r\nHost: x\r\nAuthorization: \(credentials)\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}

/// Envelopes as clients write them.
enum Ask {
    static let cim = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/"
    static let amt = "http://intel.com/wbem/wscim/1/amt-schema/1/"

    /// In the form of the Go library and the browser consoles: SOAP without a prefix.
    static func envelope(
        _ action: String,
        _ resource: String,
        selectors: String = "",
        header: String = "",
        body: String = "",
        id: String = "0"
    ) -> String {
        """
        <?xml version="1.0" encoding="utf-8"?><Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
        xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:a="\(WSManURI.addressing)" xmlns:w="\(WSManURI.management)" \
        xmlns="\(WSManURI.soap)"><Header><a:Action>\(action)</a:Action><a:To>/wsman</a:To>\
        <w:ResourceURI>\(resource)</w:ResourceURI><a:MessageID>\(id)</a:MessageID><a:ReplyTo><a:Address>\
        \(WSManURI.anonymous)</a:Address></a:ReplyTo><w:OperationTimeout>PT60S</w:OperationTimeout>\
        \(selectors.isEmpty ? "" : "<w:SelectorSet>\(selectors)</w:SelectorSet>")\(header)</Header>\
        <Body>\(body)</Body></Envelope>
        """
    }

    static func get(_ resource: String, selectors: String = "") -> String {
        envelope(WSManURI.transfer + "/Get", resource, selectors: selectors)
    }

    static func enumerate(_ resource: String, _ content: String = "") -> String {
        let body = "<Enumerate xmlns=\"\(WSManURI.enumeration)\">\(content)</Enumerate>"
        return envelope(WSManURI.enumeration + "/Enumerate", resource, body: body)
    }

    static func pull(_ resource: String, _ context: String, limit: String = "") -> String {
        let body =
            "<Pull xmlns=\"\(WSManURI.enumeration)\"><EnumerationContext>\(context)</EnumerationContext>\(limit)</Pull>"
        return envelope(WSManURI.enumeration + "/Pull", resource, body: body)
    }
}

extension RawReply {
    /// The first context in an answer.
    var context: String? { between("<g:EnumerationContext>", "</g:EnumerationContext>") }

    /// The text between two marks.
    func between(_ start: String, _ end: String) -> String? {
        guard let from = body.firstRange(of: start), let to = body[from.upperBound...].firstRange(of: end) else {
            return nil
        }
        return String(body[from.upperBound..<to.lowerBound])
    }
}
