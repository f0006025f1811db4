import Provisioning
import ObjectManager
import Auditing
import PublicKeyManagement
import AccessControl
import AMTSchema
import CIMModel
import FoundationEssentials
import Inventory
import NVRAM
public import PTHI
import VirtualPC

/// Answers what software of the PC asks by PTHI: what the engine is, how it is set up, and by what account it lets
/// programs of the PC in.
///
/// Whoever reaches the channel has the user OS in hand: they learn nothing here that opens the network's side.
struct HostCommands: Sendable {
    let identity: Identity
    let pc: any VirtualPC
    let accounts: Accounts
    let authorities: ProvisioningAuthorities
    let general: GeneralSettings
    let setup: SetupDesk
    let oblivion: Oblivion
    let trail: AuditTrail

    /// The answer to a request.
    func answer(_ request: PTHIMessage) async -> PTHIMessage {
        guard let command = PTHICommand(rawValue: request.command) else { return request.answer(.unsupported) }
        do {
            return request.answer(.success, try await told(command, request.number))
        } catch let status as Refusal {
            return request.answer(status.status)
        } catch {
            return request.answer(.internalError)
        }
    }

    private struct Refusal: Error {
        let status: PTHIStatus
    }

    private func told(_ command: PTHICommand, _ number: UInt32) async throws -> [UInt8] {
        switch command {
        // Enterprise mode, and not that of before release 3.
        case .provisioningMode: UInt32(1).littleEndianBytes + [0]
        case .provisioningState: UInt32(try await setup.mode() == .none ? 0 : 2).littleEndianBytes
        case .controlMode: UInt32(try await setup.mode().rawValue).littleEndianBytes
        case .unprovision: try await unprovision()
        case .codeVersions: codeVersions
        case .enumerateHashHandles: try await handles()
        case .certificateHashEntry: try await authority(number)
        case .pkiFQDNSuffix: [UInt8](counted: try await general.settings().domainName ?? "")
        case .lanInterfaceSettings: try lan(number)
        case .uuid: identity.guidBytes
        case .localSystemAccount: try await account()
        }
    }

    /// In client control mode only: what the company has set up, the company takes back.
    private func unprovision() async throws -> [UInt8] {
        guard try await setup.mode() == .client, await !trail.keepsProvisioned, !accounts.hasAuditor else {
            throw Refusal(status: .notPermitted)
        }
        // By MEI from inside the PC.
        try await trail.record([AuditEntry(.unprovisioned, [2])], by: .local, from: .ipv4("127.0.0.1"))
        try await oblivion.begin(.everything)
        return UInt32(0).littleEndianBytes
    }

    private var codeVersions: [UInt8] {
        let versions = SoftwareIdentities.parts.map { name, version in Self.field(name) + Self.field(version) }
        let bios = [UInt8](pc.hardware.bios.version, padded: 65)
        return bios + UInt32(versions.count).littleEndianBytes + versions.joined()
    }

    /// Text of 20 bytes at most behind its length.
    private static func field(_ text: String) -> [UInt8] {
        UInt16(min(text.utf8.count, 19)).littleEndianBytes + [UInt8](text, padded: 20)
    }

    private func handles() async throws -> [UInt8] {
        let count = try await authorities.all().count
        let handles = (1...33).map { UInt32($0 <= count ? $0 : 0).littleEndianBytes }
        return UInt32(count).littleEndianBytes + handles.joined()
    }

    private func authority(_ handle: UInt32) async throws -> [UInt8] {
        let all = try await authorities.all()
        guard handle >= 1, handle <= UInt32(all.count) else { throw Refusal(status: .invalidHandle) }
        let authority = all[Int(handle) - 1]
        let flags = [authority.isDefault, authority.isEnabled].flatMap { UInt32($0 ? 1 : 0).littleEndianBytes }
        let digest = ProvisioningHashes.bytes(authority.digest)
        // 2 is SHA-256, whose field is that of the longest digest.
        return flags + digest + Array(repeating: 0, count: 64 - digest.count) + [2] + [UInt8](counted: authority.name)
    }

    /// The wired adapter; there is no other.
    private func lan(_ index: UInt32) throws(Refusal) -> [UInt8] {
        guard index == 0 else { throw Refusal(status: .invalidParameter) }
        let address = identity.address.split(separator: ".").compactMap { UInt8($0) }
        let number = address.count == 4 ? address.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } : 0
        let mac = (pc.hardware.nics.first?.mac ?? "").split(separator: ":").compactMap { UInt8($0, radix: 16) }
        let isEnabled = UInt32(1).littleEndianBytes
        let noDHCP = UInt32(0).littleEndianBytes + [1]
        return isEnabled + number.littleEndianBytes + noDHCP + [1] + (mac.count == 6 ? mac : [0, 0, 0, 0, 0, 0])
    }

    private func account() async throws -> [UInt8] {
        let (user, password) = try await accounts.systemPassword()
        return [UInt8](user, padded: 33) + [UInt8](password, padded: 33)
    }
}

extension ManagementEngine {
    /// The answer to what software of the PC asks by PTHI.
    public nonisolated func answer(_ untrusted: PTHIMessage) async -> PTHIMessage { await host.answer(untrusted) }
}
