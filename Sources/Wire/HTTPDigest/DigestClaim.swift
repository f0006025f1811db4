/// Who a request says it comes from, by an answer to a challenge of ours; nothing of it is proven.
public struct DigestClaim: Sendable {
    /// The account's name as the client writes it.
    public let untrustedUser: String
    let answer: DigestParameters
    let stamp: NonceMint.Stamp
    let isFresh: Bool

    /// The use of the nonce by the client's count, which is hexadecimal; nil when it is none.
    var count: UInt64? {
        let text = answer["nc"]
        guard text.utf8.count <= 16, text.utf8.first.map({ $0 != 0x2B && $0 != 0x2D }) ?? false else { return nil }
        return UInt64(text, radix: 16)
    }
}
