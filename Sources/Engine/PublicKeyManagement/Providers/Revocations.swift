import ObjectManager
import AccessControl
import AMTSchema
import CIMModel
import WSMan

/// The lists of revoked certificates.
package struct Revocations: Provider {
    let transport: TransportSettings

    package init(transport: TransportSettings) { self.transport = transport }

    func instances() async throws -> [Instance<AMT.CRL>] {
        try await transport.revoked().map { list in
            Instance {
                $0.elementName = "Intel(r) AMT: CRL"
                $0.instanceID = list.instanceID
                $0.serialNumbers = list.serialNumbers.map(RevocationList.text)
                $0.url = list.url
            }
        }
    }

    func delete(_ current: Instance<AMT.CRL>, by caller: Caller) async throws {
        try await transport.changeRevoked { lists in lists.removeAll { $0.instanceID == current.instanceID } }
    }
}

extension TransportSettings {
    /// Adds a list; one from the same address is replaced.
    func addRevoked(_ list: RevocationList) async throws {
        try await changeRevoked { lists in
            lists.removeAll { $0.url == list.url }
            lists.append(list)
            guard lists.map(\.size).reduce(0, +) <= RevocationList.greatestSize else {
                throw CertificateStore.Refusal(status: .maxLimitReached)
            }
        }
    }
}

extension RevocationList {
    /// Bytes of all lists at most.
    static let greatestSize = 8192

    var instanceID: String { "Intel(r) AMT: CRL " + url }

    var size: Int { url.utf8.count + serialNumbers.map(\.count).reduce(0, +) }

    /// Reads what a console sends: serial numbers of at most 20 bytes, in hexadecimal.
    init(untrustedURL: String?, _ untrustedNumbers: [String]) throws {
        let numbers = untrustedNumbers.compactMap(Self.bytes)
        guard let untrustedURL, untrustedURL.utf8.count <= 255, !numbers.isEmpty,
            numbers.count == untrustedNumbers.count
        else { throw CertificateStore.Refusal(status: .invalidParameter) }
        self.init(url: untrustedURL, serialNumbers: numbers)
    }

    private static func bytes(_ untrusted: String) -> [UInt8]? {
        let digits = Array(untrusted.utf8).filter { $0 != UInt8(ascii: ":") }
        guard (1...40).contains(digits.count) else { return nil }
        let even = digits.count.isMultiple(of: 2) ? digits : [UInt8(ascii: "0")] + digits
        let bytes = stride(from: 0, to: even.count, by: 2).map { place in
            UInt8(String(decoding: even[place...place + 1], as: UTF8.self), radix: 16)
        }
        return bytes.contains(nil) ? nil : bytes.compactMap { $0 }
    }

    package static func text(_ number: [UInt8]) -> String {
        number.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }
}
