import ApplianceLink
import CIMModel
import FoundationEssentials
import GuestAgent
import HTTPDigest
import JSONLines
import QMP
import Suricata
import WSMan
import XML

/// A parser of input that others write, as something that can be fed any bytes. The folders of `Fuzz/Corpus` have
/// these names.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// An XML text, read and written again.
    case xml
    /// An envelope with its action, selectors, parameters and enumeration.
    case soap
    /// Endpoint references and selector sets on their own.
    case selectors
    /// An `Authorization` header as the engine takes it.
    case authorization
    /// A `WWW-Authenticate` header as the console takes it.
    case challenge
    /// A stream that is cut into lines.
    case lines
    /// Lines of QEMU's monitor.
    case qmp
    /// Lines of the guest agent.
    case agent
    /// Lines of the appliance link.
    case link
    /// Lines of Suricata's event log.
    case eve
    /// What a program in the user OS sends through the local interface.
    case apf
    /// What software in the user OS asks about the engine's setup.
    case pthi
    /// Certificates of a chain that is to prove a company, with a zero byte between them, in base64.
    case chain
    /// Datagrams at the port for presence.
    case presence
    /// Frames of the user OS.
    case frame
    /// Lines that the chassis process gets.
    case chassis
    /// Records of the event log.
    case record
    /// Records of the audit log.
    case audit
    /// Addresses of subscribers.
    case destination
    /// Certificates and requests for them, in base64.
    case certificate
    /// The parameters of a start.
    case boot
    /// Software facts as text.
    case facts
    /// Requests to a whole engine, with a zero byte between them: every class and method.
    case engine

    /// Feeds one input; what is refused is refused, and nothing else may happen.
    public func feed(_ bytes: [UInt8]) async {
        switch self {
        case .xml: Self.feedXML(bytes)
        case .soap: Self.feedSOAP(bytes)
        case .selectors: Self.feedSelectors(bytes)
        case .authorization: Self.feedAuthorization(bytes)
        case .challenge: Self.feedChallenge(bytes)
        case .lines: Self.feedLines(bytes)
        case .qmp:
            _ = QMPClient.classify(bytes)
            _ = QMPEvent(untrustedLine: bytes)
        case .agent: _ = GuestAgent.classify(bytes)
        case .link: _ = try? LinkMessage(untrustedLine: Data(bytes))
        case .eve: _ = try? EVERecord(untrustedLine: Data(bytes))
        case .engine: await Self.feedEngine(bytes)
        case .pthi: await Self.feedPTHI(bytes)
        default: feedEnginesParser(bytes)
        }
    }
}

extension FuzzTarget {
    /// What was read must be well-formed again after it was written.
    private static func feedXML(_ bytes: [UInt8]) {
        guard let element = try? XMLReader.read(bytes) else { return }
        var writer = XMLWriter()
        writer.element(element, prefixes: [:])
        let generous = XMLLimits(bytes: Int.max)
        precondition((try? XMLReader.read(writer.bytes, limits: generous)) != nil, "what was written cannot be read")
    }

    private static func feedSOAP(_ bytes: [UInt8]) {
        guard let request = try? WSManRequest(untrusted: bytes) else { return }
        _ = Envelope.response(to: request, action: "urn:answer", body: request.body, number: 1)
    }

    private static func feedSelectors(_ bytes: [UInt8]) {
        guard let element = try? XMLReader.read(bytes) else { return }
        _ = EndpointReference(untrusted: element)
        _ = EndpointReference.keys(untrusted: element.children)
    }

    private static func feedAuthorization(_ bytes: [UInt8]) {
        var engine = DigestAuthenticator(digestRealm: "Digest:0", key: Array(0..<32))
        let text = String(decoding: bytes, as: UTF8.self)
        let nonce = DigestParameters(untrusted: engine.challenge(now: 1))?["nonce"] ?? ""
        // A right nonce takes the input past the first check.
        for header in [text, "Digest nonce=\"\(nonce)\"," + text] {
            guard let claim = engine.claim(untrustedHeader: header, now: 1) else { continue }
            let verdict = engine.judge(claim, method: "POST", uri: "/wsman", now: 1, secret: "no digits")
            precondition(verdict == .refused(user: claim.untrustedUser), "a login without the secret")
        }
    }

    private static func feedChallenge(_ bytes: [UInt8]) {
        var client = DigestClient(user: "admin", password: "x")
        guard client.take(untrustedChallenge: String(decoding: bytes, as: UTF8.self)) else { return }
        _ = client.answer(method: "POST", uri: "/wsman", cnonce: "1")
    }

    private static func feedLines(_ bytes: [UInt8]) {
        var framer = LineFramer(limit: 64)
        for part in [bytes.prefix(bytes.count / 2), bytes.dropFirst(bytes.count / 2)] {
            guard let lines = try? framer.append(part) else { return }
            precondition(lines.allSatisfy { $0.count <= 64 }, "a line is longer than the limit")
        }
    }
}
