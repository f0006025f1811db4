import RemoteControl
import ObjectManager
import Auditing
import AMTSchema
import FoundationEssentials
import NVRAM
import VirtualPC
import WSMan
import XML

/// Which parts of an account a change names, as bits.
enum AccountPart {
    static let name: UInt8 = 1
    static let password: UInt8 = 2
    static let side: UInt8 = 4
    static let realms: UInt8 = 8
}

extension AuditMoment {
    /// The account that the request names: the kind, and the name or security identifier.
    var namedAccount: [UInt8] {
        if let sid = Data(base64Encoded: input("KerberosUserSid")), !sid.isEmpty { return [1] + counted(Array(sid)) }
        let name = input("DigestUsername").isEmpty ? input("Username") : input("DigestUsername")
        return [0] + counted(Array(name.utf8))
    }

    /// The account that the request's handle stood for.
    var handledAccount: [UInt8] { account(named: input("Handle")) }

    /// The account that the request's selectors choose, as the DMTF names it: by its handle.
    var chosenAccount: [UInt8] { account(named: key("Name")) }

    private func account(named handle: String) -> [UInt8] {
        guard let user = users.first(where: { $0.handle != 0 && String($0.handle) == handle }) else { return [0, 0] }
        return user.kerberosSID.map { [1] + counted($0) } ?? [0] + counted(Array(user.name.utf8))
    }

    var changedParts: UInt8 {
        let parts: [(String, UInt8)] = [
            ("DigestUsername", AccountPart.name), ("KerberosUserSid", AccountPart.name),
            ("DigestPassword", AccountPart.password), ("AccessPermission", AccountPart.side),
            ("Realms", AccountPart.realms),
        ]
        return parts.reduce(0) { $0 | (request.body?[$1.0] == nil ? 0 : $1.1) }
    }

    /// Remote and local: 0 none, 1 the server authenticates, 2 both do. A Put tells one; the other is as it was.
    var transportModes: [UInt8] {
        func isTrue(_ name: String) -> Bool { ["true", "1"].contains(input(name)) }
        let mode: UInt8 = isTrue("Enabled") ? (isTrue("MutualAuthentication") ? 2 : 1) : 0
        return key("InstanceID").contains("LMS") ? [0, mode] : [mode, 0]
    }

    /// By which way somebody unprovisions: 3 WS-Management from inside the PC, 4 from the network.
    var initiatorKind: UInt8 { caller.interface == .local ? 3 : 4 }
}

extension AuditMoment {
    /// What the next start's options are told as.
    var bootOptions: [UInt8] { AuditEntry.bootOptions(chosen) }

    /// What becomes of the next start when a role is given to its options, or taken from them.
    var bootRole: [UInt8] { AuditEntry.bootOptions(chosen.flatMap { $0.isArmed ? $0 : nil }) }

    /// What a change of power state is called.
    var powerEntries: [AuditEntry] {
        entries(UInt16(input("PowerState")).flatMap(CIM.PowerState.init(rawValue:)).flatMap { PowerAction($0) })
    }

    /// What a change of the PC's state is called.
    var stateEntries: [AuditEntry] {
        entries(UInt16(input("RequestedState")).flatMap(CIM.RequestedState.init(rawValue:)).flatMap { PowerAction($0) })
    }

    private func entries(_ action: PowerAction?) -> [AuditEntry] {
        action.map { [AuditEntry($0, with: armed)] } ?? []
    }

    /// The state's last two bits: media redirection, serial redirection.
    var redirectionEntries: [AuditEntry] {
        guard let state = UInt32(input("RequestedState")), (32_768...32_771).contains(state) else { return [] }
        return [
            AuditEntry(state & 1 == 1 ? .mediaEnabled : .mediaDisabled),
            AuditEntry(state & 2 == 2 ? .serialEnabled : .serialDisabled),
        ]
    }

    var screenEntries: [AuditEntry] {
        var entries: [AuditEntry] = []
        if !input("RFBPassword").isEmpty { entries.append(AuditEntry(.screenPasswordChanged)) }
        if changes("OptInPolicy") {
            let isOn = ["true", "1"].contains(input("OptInPolicy"))
            entries.append(AuditEntry(isOn ? .screenConsentEnabled : .screenConsentDisabled))
        }
        return entries
    }
}
