import Provisioning
import EngineEvents
import RemoteControl
import ObjectManager
import PublicKeyManagement
import Auditing
import APF
import EngineNetwork
import FoundationEssentials
import Inventory
import ManagementEngine
import NIOCore
import NVRAM
import PTHI
import PacketPolicy
import Simulation
import VirtualPC

extension FuzzTarget {
    /// Feeds one of the engine's parsers.
    func feedEnginesParser(_ bytes: [UInt8]) {
        switch self {
        case .apf: Self.feedAPF(bytes)
        case .chain: Self.feedChain(bytes)
        case .presence: _ = PresencePing(untrusted: bytes)
        case .frame: for direction in [Direction.toUserOS, .fromUserOS] { Self.feedFrame(bytes, direction) }
        case .chassis: _ = try? JSONDecoder().decode(ChassisCall.self, from: Data(bytes))
        case .record: precondition(PlatformEvent(bytes).map { $0.bytes == bytes } ?? true, "a record reads as another")
        case .audit: precondition(AuditRecord(bytes).map { $0.bytes == bytes } ?? true, "a record reads as another")
        case .destination: Self.feedDestination(String(decoding: bytes, as: UTF8.self))
        case .certificate: Self.feedCertificate(String(decoding: bytes, as: UTF8.self))
        case .boot: _ = BootParameters(untrusted: bytes, count: UInt32(bytes.first ?? 0))
        case .facts: _ = SoftwareFactsText.facts(untrustedText: String(decoding: bytes, as: UTF8.self))
        default: break
        }
    }

    private static func feedAPF(_ bytes: [UInt8]) {
        var buffer = ByteBuffer(bytes: bytes)
        var session = LocalSession(port: 16_992, uuid: Array(1...16))
        while let message = try? APFMessage(from: &buffer) {
            guard (try? session.receive(message)) != nil else { return }
        }
    }

    private static func feedChain(_ bytes: [UInt8]) {
        var chain = ProvisioningChain()
        for (place, text) in bytes.split(separator: 0).prefix(8).enumerated() {
            guard let der = Data(base64Encoded: String(decoding: text, as: UTF8.self)) else { continue }
            _ = chain.add(Array(der), isLeaf: place == 0, isRoot: place > 1, at: Date(timeIntervalSince1970: 2e9))
        }
        precondition(chain.status <= 2, "no status")
    }

    private static func feedFrame(_ bytes: [UInt8], _ direction: Direction) {
        guard let packet = Packet(untrustedFrame: bytes, direction: direction) else { return }
        var judge = PacketJudge(policy: Policy(stance: .patching, hardwareAddress: MACAddress(bits: 1)))
        _ = judge.judge(packet, at: 1)
    }

    /// What goes into a header must not be able to end it.
    private static func feedDestination(_ text: String) {
        guard let destination = EventDestination(untrusted: text) else { return }
        precondition((1...65_535).contains(destination.port), "no port")
        for part in [destination.host, destination.path] {
            precondition(part.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "a header could be broken")
        }
        _ = ForbiddenHost.isForbidden(destination.host)
    }

    private static func feedCertificate(_ text: String) {
        _ = try? NullSignedRequest(untrustedBlob: text)
        guard let der = try? CertificateStore.certificate(text) else { return }
        _ = ClientRule(trustedRoots: [], trustedNames: ["a"]).admits(untrustedCertificate: der)
    }
}

/// The whole engine.
extension FuzzTarget {
    /// Requests that one input brings at most.
    private static let greatestCount = 8

    /// Of requests, those after the first may name what the answers before have made: `@SessionHandle@`.
    static func feedEngine(_ bytes: [UInt8]) async {
        guard let engine = try? await engine() else { preconditionFailure("no engine") }
        let caller = Caller(user: "admin", interface: .network(address: "192.0.2.1"), isEncrypted: true)
        var made: [String: String] = [:]
        for untrusted in bytes.split(separator: 0).prefix(greatestCount) {
            let text = made.reduce(String(decoding: untrusted, as: UTF8.self)) { text, one in
                text.replacing("@\(one.key)@", with: one.value)
            }
            let answer = await engine.answer(Array(text.utf8), for: caller, leastTime: .seconds(5))
            let envelope = String(decoding: answer.envelope, as: UTF8.self)
            precondition(envelope.hasPrefix("<?xml"), "no envelope for an answer")
            for name in ["SessionHandle", "BlockHandle"] { made[name] = value(of: name, in: envelope) ?? made[name] }
        }
    }

    /// Questions to an engine that nobody has set up.
    static func feedPTHI(_ bytes: [UInt8]) async {
        guard let engine = try? await engine(password: nil) else { preconditionFailure("no engine") }
        var untrusted = bytes[...]
        for _ in 0..<greatestCount {
            guard let request = try? PTHIMessage(from: &untrusted) else { return }
            let answer = await engine.answer(request)
            precondition(answer.body.count >= 4, "no status in an answer")
        }
    }

    private static func value(of name: String, in envelope: String) -> String? {
        envelope.split(separator: "<g:\(name)>").dropFirst().first.map { String($0.prefix { $0 != "<" }) }
    }

    /// A new one for each input, for an input must do the same whatever came before it.
    private static func engine(password: String? = "Correct-Horse1") async throws -> ManagementEngine {
        let uuid = "12345678-9abc-def0-1122-334455667788"
        let hardware = HardwareInventory.standard(
            name: "pc1",
            uuid: uuid,
            cores: 2,
            memoryMiB: 1024,
            diskBytes: 1 << 30,
            mac: "52:54:00:77:00:01"
        )
        let own = try own.get()
        return try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: uuid, address: "127.0.0.1"),
            nvram: NVRAM(path: ":memory:"),
            pc: SimulatedPC(hardware: hardware),
            administrator: ("admin", { password }),
            ownCertificate: { own }
        )
    }

    private static let own = Result { try SelfSignedIdentity(name: "pc1", addresses: ["127.0.0.1"]) }
}
