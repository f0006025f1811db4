import ApplianceLink
import Inventory

/// A text that is renewed whole: fetched, checked, read, put to use, and only then taken.
struct TextEdition<Value>: Sendable {
    let store: EditionStore
    let fetcher: Fetcher
    let publisher: Publisher
    let kind: ContentKind
    let file: String
    let longest: Int
    let read: @Sendable ([UInt8]) throws(ApplianceError) -> Value

    /// Fetches an edition that the publisher has signed, and reads it; the former one stays until this one is adopted.
    func fetch(_ order: Download, unless abandonment: Abandonment) async throws(ApplianceError) -> Value {
        try publisher.check(order, for: kind)
        let path = "\(try store.draft())/\(file)"
        try await fetcher.fetch(order, to: path, largest: longest, unless: abandonment)
        return try value(path)
    }

    /// Takes the edition that was fetched last, after it was put to use.
    func adopt(_ order: Download) throws(ApplianceError) {
        try store.adopt(.init(version: order.version, date: order.date))
    }

    /// The edition in use; nil when there is none that can be read.
    var current: Value? { try? value("\(store.folder)/current/\(file)") }

    private func value(_ path: String) throws(ApplianceError) -> Value {
        guard let bytes = Files.read(path, longest: longest) else { throw .failed("\(path) cannot be read") }
        return try read(bytes)
    }
}

extension TextEdition<GuardPolicy> {
    /// The policy of the guard.
    static func policy(_ layout: Layout, _ fetcher: Fetcher) -> Self {
        let store = EditionStore(folder: layout.policy)
        let publisher = Publisher(path: layout.publisher)
        return Self(
            store: store,
            fetcher: fetcher,
            publisher: publisher,
            kind: .policy,
            file: "sekisho.policy",
            longest: GuardPolicy.longestText
        ) { bytes throws(ApplianceError) in
            do {
                return try GuardPolicy(untrustedText: String(decoding: bytes, as: UTF8.self))
            } catch {
                throw .wrongContent("the policy cannot be read: \(error)")
            }
        }
    }
}

extension TextEdition<BlockList> {
    /// The block lists of the guard.
    static func lists(_ layout: Layout, _ fetcher: Fetcher) -> Self {
        let store = EditionStore(folder: layout.lists)
        let publisher = Publisher(path: layout.publisher)
        return Self(
            store: store,
            fetcher: fetcher,
            publisher: publisher,
            kind: .lists,
            file: "sekisho.list",
            longest: BlockList.longest
        ) { bytes throws(ApplianceError) in
            try BlockList(untrustedBytes: bytes)
        }
    }
}
