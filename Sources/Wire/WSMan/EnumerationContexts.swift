public import XML

/// The enumerations that have begun and are not read to their end.
///
/// A context is a counter written as a GUID, as AMT does. It holds across connections and is forgotten when it has not
/// been pulled from for a while, or when too many others are open: its owner's first, so that nobody ends the
/// enumerations of others by opening many.
public struct EnumerationContexts: Sendable {
    /// How long a context lives without a Pull, in seconds.
    static let lifetime: UInt64 = 120
    /// Contexts kept at once.
    static let greatestCount = 64
    /// Contexts kept at once for one owner; many consoles share one account.
    static let greatestOfOwner = 16

    private struct Context: Sendable {
        var items: ArraySlice<XMLElement>
        let owner: String
        let number: UInt32
        var lastUse: UInt64
    }

    private var contexts: [String: Context] = [:]
    private var counter: UInt32 = 0

    /// Creates an empty table.
    public init() {}

    /// Opens an enumeration of `items`. `now` is in seconds, from whatever beginning.
    ///
    /// - Parameter owner: who alone may pull from it; contexts are easy to guess.
    public mutating func open(_ items: [XMLElement], for owner: String = "", now: UInt64) -> String {
        forget(now: now)
        makeRoom(for: owner)
        counter &+= 1
        let identifier = Self.identifier(counter)
        contexts[identifier] = Context(items: items[...], owner: owner, number: counter, lastUse: now)
        return identifier
    }

    /// Takes the next items.
    ///
    /// - Returns: the items, and whether more are to come.
    /// - Throws: ``WSManFault/invalidEnumerationContext`` when the context is not open, ``WSManFault/encodingLimit`` when
    ///   not even the next item fits.
    public mutating func pull(
        _ identifier: String,
        for owner: String = "",
        _ limits: PullLimits,
        now: UInt64
    ) throws(WSManFault) -> (items: [XMLElement], more: Bool) {
        forget(now: now)
        guard var context = contexts[identifier.uppercased()], context.owner == owner else {
            throw .invalidEnumerationContext
        }
        let items = Array(limits.prefix(of: context.items))
        guard !items.isEmpty || context.items.isEmpty else {
            throw .encodingLimit.with(faultDetail: "MaxEnvelopeSizeExceeded")
        }
        context.items = context.items.dropFirst(items.count)
        context.lastUse = now
        contexts[identifier.uppercased()] = context.items.isEmpty ? nil : context
        return (items, !context.items.isEmpty)
    }

    /// Closes an enumeration.
    ///
    /// - Throws: ``WSManFault/invalidEnumerationContext`` when it is not open.
    public mutating func release(_ identifier: String, for owner: String = "") throws(WSManFault) {
        guard contexts[identifier.uppercased()]?.owner == owner else { throw .invalidEnumerationContext }
        contexts[identifier.uppercased()] = nil
    }

    private mutating func forget(now: UInt64) {
        contexts = contexts.filter { now - min(now, $0.value.lastUse) < Self.lifetime }
    }

    private mutating func makeRoom(for owner: String) {
        let own = contexts.filter { $0.value.owner == owner }
        guard own.count >= Self.greatestOfOwner || contexts.count >= Self.greatestCount else { return }
        let crowd = own.count >= Self.greatestOfOwner ? own : contexts
        let oldest = crowd.min { ($0.value.lastUse, $0.value.number) < ($1.value.lastUse, $1.value.number) }
        if let oldest { contexts[oldest.key] = nil }
    }

    /// The counter's bytes, least first, in the first field of a GUID.
    private static func identifier(_ counter: UInt32) -> String {
        let digits = String(counter.byteSwapped, radix: 16, uppercase: true)
        return String(repeating: "0", count: 8 - digits.count) + digits + "-0000-0000-0000-000000000000"
    }
}

/// How much one Pull may bring.
public struct PullLimits: Sendable {
    /// Items at most.
    public let count: Int
    /// Octets of the envelope at most; nil when the sender did not say.
    public let envelope: Int?

    /// What stands around the items, never more than this.
    private static let frame = 3072

    /// Creates limits.
    public init(count: Int, envelope: Int? = nil) {
        self.count = count
        self.envelope = envelope
    }

    fileprivate func prefix(of items: ArraySlice<XMLElement>) -> ArraySlice<XMLElement> {
        let first = items.prefix(count)
        guard let envelope else { return first }
        var room = envelope - Self.frame
        return first.prefix { item in
            var writer = XMLWriter()
            writer.element(item, prefixes: Prefixes(body: item, dated: []).byNamespace)
            room -= writer.bytes.count
            return room >= 0
        }
    }
}

extension WSManRequest {
    /// How much an answer with items may bring, `count` of them at most.
    public func limits(_ count: Int) -> PullLimits { PullLimits(count: count, envelope: envelopeLimit) }
}
