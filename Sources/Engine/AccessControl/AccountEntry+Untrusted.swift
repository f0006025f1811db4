import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials
import HTTPDigest
import NVRAM

extension AccountEntry {
    /// Reads what a console asks an account to be.
    ///
    /// - Throws: ``Refusal`` with the status that AMT gives the mistake.
    init(
        untrustedName: String?,
        password: String?,
        sid: String?,
        permission: UInt32?,
        realms: [UInt32]?,
        digestRealm: String
    ) throws(Refusal) {
        identity = try Self.identity(untrustedName: untrustedName, sid: sid)
        guard let permission, let realms else { throw Refusal(.dataMissing) }
        side = try UserRecord.Side(rawValue: permission).orRefuse(.invalidParameter)
        self.realms = try Self.realms(untrusted: realms)
        guard case .digest(let name) = identity, let password, !password.isEmpty else {
            secret = nil
            return
        }
        secret = try Self.secret(untrusted: password, name: name, digestRealm: digestRealm)
    }

    private static func identity(untrustedName: String?, sid: String?) throws(Refusal) -> Identity {
        switch (untrustedName ?? "", sid ?? "") {
        case ("", ""): throw Refusal(.dataMissing)
        case (let name, ""): return .digest(name: try Self.name(untrusted: name))
        case ("", let text):
            guard let bytes = Data(base64Encoded: text), (8...Accounts.longestSID).contains(bytes.count) else {
                throw Refusal(.invalidParameter)
            }
            return .kerberos(sid: Array(bytes))
        default: throw Refusal(.invalidParameter)
        }
    }

    /// A name that fits a digest header and an audit record; those that begin with `$$` are the engine's.
    static func name(untrusted text: String) throws(Refusal) -> String {
        let isWritable = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x3A && $0 != 0x5C }
        guard (1...Accounts.longestName).contains(text.utf8.count), isWritable, !text.hasPrefix("$$") else {
            throw Refusal(.invalidName)
        }
        return text
    }

    /// HA1 from the base64 that clients send.
    ///
    /// Only the digest arrives, so what can be told of the password is whether it is one that everybody tries first.
    static func secret(untrusted text: String, name: String, digestRealm: String) throws(Refusal) -> String {
        guard let bytes = Data(base64Encoded: text), bytes.count == 16 else { throw Refusal(.invalidPassword) }
        let secret = HexText.text(bytes)
        let obvious = ["", "admin", "password", "P@ssw0rd", name]
        guard
            !obvious.contains(where: {
                HTTPDigest.secret(user: name, digestRealm: digestRealm, password: $0) == secret
            })
        else { throw Refusal(.invalidPassword) }
        return secret
    }

    private static func realms(untrusted numbers: [UInt32]) throws(Refusal) -> [AMT.Realm] {
        var realms: [AMT.Realm] = []
        for number in numbers {
            let realm = try AMT.Realm(rawValue: number).orRefuse(.invalidRealm)
            if !realms.contains(realm) { realms.append(realm) }
        }
        guard !realms.isEmpty else { throw Refusal(.invalidRealm) }
        return realms
    }
}
