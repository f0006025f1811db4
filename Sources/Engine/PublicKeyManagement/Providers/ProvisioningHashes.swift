import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials
import WSMan

/// The authorities whose certificates may set the engine up, as digests.
package struct ProvisioningHashes: Provider {
    typealias Class = AMT.ProvisioningCertificateHash

    let authorities: ProvisioningAuthorities

    package init(authorities: ProvisioningAuthorities) { self.authorities = authorities }

    /// The number of SHA-256 among AMT's kinds of digests.
    private static let sha256: UInt8 = 1
    private static let prefix = "Intel(r) AMT: Provisioning Certificate Hash "

    func instances() async throws -> [Instance<Class>] {
        try await authorities.all().map { authority in
            Instance {
                $0.description = authority.name
                $0.elementName = "Intel(r) AMT: Provisioning Certificate Hash"
                $0.enabled = authority.isEnabled
                $0.hashData = Data(Self.bytes(authority.digest)).base64EncodedString()
                $0.hashType = Self.sha256
                $0.instanceID = Self.prefix + authority.digest
                $0.isDefault = authority.isDefault
            }
        }
    }

    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    {
        guard let isEnabled = wanted.enabled, let digest = Self.digest(current) else {
            throw WSManFault.invalidParameter
        }
        try await authorities.change { list in
            for place in list.indices where list[place].digest == digest { list[place].isEnabled = isEnabled }
        }
        var changed = current
        changed.enabled = isEnabled
        return changed
    }

    func create(_ wanted: Instance<Class>, by caller: Caller) async throws -> Instance<Class> {
        guard wanted.hashType == Self.sha256, let data = Data(base64Encoded: wanted.hashData ?? ""), data.count == 32
        else { throw WSManFault.invalidParameter.with(detail: "Only SHA-256 digests are taken.") }
        let authority = ProvisioningAuthorities.Authority(
            name: String((wanted.description ?? "").prefix(32)),
            digest: RevocationList.text(Array(data)),
            isEnabled: wanted.enabled ?? true,
            isDefault: false
        )
        try await authorities.change { list in
            guard !list.contains(where: { $0.digest == authority.digest }) else {
                throw WSManFault.invalidParameter.with(detail: "The digest is there already.")
            }
            guard list.count < ProvisioningAuthorities.greatestCount else { throw WSManFault.quotaLimit }
            list.append(authority)
        }
        return try await instances().last ?? wanted
    }

    /// What came with the engine can be disabled, not removed.
    func delete(_ current: Instance<Class>, by caller: Caller) async throws {
        guard current.isDefault == false, let digest = Self.digest(current) else { throw WSManFault.accessDenied }
        try await authorities.change { list in list.removeAll { $0.digest == digest } }
    }

    private static func digest(_ instance: Instance<Class>) -> String? {
        instance.instanceID.map { String($0.dropFirst(prefix.count)) }
    }

    package static func bytes(_ digest: String) -> [UInt8] {
        let digits = Array(digest.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { place in
            UInt8(String(decoding: digits[place...place + 1], as: UTF8.self), radix: 16)
        }
    }
}
