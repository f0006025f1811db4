import ApplianceLink
import Crypto
import FoundationEssentials
import Glibc
import Inventory

/// Who may publish definitions, rules, block lists and policies for this appliance: the first key that signed something for it, and no other.
struct Publisher: Sendable {
    /// Where its key is kept.
    let path: String

    /// Refuses an order that the publisher has not signed for this use.
    ///
    /// Until a key is known, an order without signature is taken.
    func check(_ order: Download, for kind: ContentKind) throws(ApplianceError) {
        guard let signature = order.signature else {
            guard known == nil else { throw .wrongContent("it is not signed, but what came before was") }
            return
        }
        guard let bytes = Data(base64Encoded: signature.key),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes),
            let proof = Data(base64Encoded: signature.value), key.isValidSignature(proof, for: order.signedBytes(kind))
        else { throw .wrongContent("the signature is wrong") }
        if let known {
            guard known == signature.key else { throw .wrongContent("it is signed by another publisher than before") }
        } else {
            try Files.replace(path, with: signature.key.utf8)
        }
    }

    private var known: String? {
        let text = Files.text(path)
        return text.isEmpty ? nil : text
    }
}
