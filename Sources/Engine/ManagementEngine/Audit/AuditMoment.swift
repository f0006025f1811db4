import ObjectManager
import RemoteControl
import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM
import VirtualPC
import WSMan
import XML

/// A request that the audit log may have to tell of: what was asked, what was so before, and the answer.
struct AuditMoment: Sendable {
    let request: WSManRequest
    let caller: Caller
    /// The accounts before.
    let users: [UserRecord]
    /// The options that the next start uses up, before.
    let armed: BootOrder.Settings?
    /// The chosen instance before.
    let current: XMLElement?
    /// The options of the next start afterwards, whether they wait for it or are still being chosen.
    var chosen: BootOrder.Settings?
    /// Seconds since 1970 when it was done.
    var time: UInt32 = 0
    /// The body of the answer; nil before there is one.
    var answer: XMLElement?

    /// The text of a parameter, or of a property that is put.
    func input(_ name: String) -> String { request.body?[name]?.trimmedText ?? "" }

    /// The text of a property before.
    func before(_ name: String) -> String { current?[name]?.trimmedText ?? "" }

    /// Whether a property is put and is another than before; without a value it is as if it had an empty one.
    func changes(_ name: String) -> Bool {
        let wanted = Self.values(of: name, in: request.body)
        guard !wanted.isEmpty else { return false }
        let standing = Self.values(of: name, in: current)
        return wanted != (standing.isEmpty ? [""] : standing)
    }

    private static func values(of name: String, in element: XMLElement?) -> [String] {
        (element?.children ?? []).filter { $0.name == name }.map(\.trimmedText)
    }

    /// The key of the instance that was made, chosen or removed.
    func key(_ name: String) -> String {
        let made = answer?["ReferenceParameters"]?["SelectorSet"]?.children.first { $0.attributes["Name"] == name }
        return made?.trimmedText ?? current?[name]?.trimmedText ?? request.selectors.values[name] ?? input(name)
    }

    /// The number at the end of a key, as filters and policies have it.
    func handle(_ name: String = "InstanceID") -> [UInt8] {
        let digits = key(name).reversed().prefix { ("0"..."9").contains($0) }.reversed()
        return (UInt32(String(digits)) ?? 0).bytes
    }

    /// The 16 bytes of an agent's identifier.
    var agent: [UInt8] {
        let bytes = Data(base64Encoded: key("DeviceID")).map(Array.init) ?? []
        return Array((bytes + Array(repeating: 0, count: 16)).prefix(16))
    }

    /// Whether the engine did what was asked.
    var succeeded: Bool {
        guard case .invoke = request.operation else { return true }
        return returned == "0"
    }

    /// What a method returned.
    var returned: String? { answer?["ReturnValue"]?.text }
}

extension AuditMoment {
    /// The class and what is done to it, by which the table is kept.
    static func name(_ request: WSManRequest) -> String {
        let className = request.resourceURI.split(separator: "/").last.map(String.init) ?? ""
        return className + "." + Self.operation(request.operation)
    }

    private static func operation(_ operation: WSManOperation) -> String {
        switch operation {
        case .invoke(let method): method
        case .put: "Put"
        case .create: "Create"
        case .delete: "Delete"
        case .subscribe: "Subscribe"
        case .unsubscribe: "Unsubscribe"
        default: ""
        }
    }
}
