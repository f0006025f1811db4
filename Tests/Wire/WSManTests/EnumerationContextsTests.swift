import Testing
import WSMan
import XML

@Suite("EnumerationContexts")
struct EnumerationContextsTests {
    let items = (0..<5).map { XMLElement("I", in: "", text: "\($0)") }

    @Test("are counted and written as GUIDs, as firmware does")
    func identifiers() {
        var contexts = EnumerationContexts()
        let opened = (0..<0x14).map { contexts.open(items, for: "\($0)", now: 0) }
        #expect(opened.first == "01000000-0000-0000-0000-000000000000")
        #expect(opened.last == "14000000-0000-0000-0000-000000000000")
    }

    @Test("give the items in order, page by page, and are closed by the last")
    func pages() throws {
        var contexts = EnumerationContexts()
        let context = contexts.open(items, now: 0)
        var read: [XMLElement] = []
        for _ in 0..<2 {
            let page = try contexts.pull(context, PullLimits(count: 2), now: 0)
            #expect(page.more)
            read += page.items
        }
        let last = try contexts.pull(context, PullLimits(count: 2), now: 0)
        #expect(!last.more)
        #expect(read + last.items == items)
        #expect(throws: WSManFault.invalidEnumerationContext) {
            try contexts.pull(context, PullLimits(count: 2), now: 0)
        }
    }

    @Test("with nothing in them give nothing once")
    func empty() throws {
        var contexts = EnumerationContexts()
        let context = contexts.open([], now: 0)
        let page = try contexts.pull(context, PullLimits(count: 999), now: 0)
        #expect(page.items.isEmpty && !page.more)
    }

    @Test("are forgotten when nobody pulls for their lifetime, and live on when somebody does")
    func lifetime() throws {
        var contexts = EnumerationContexts()
        let (idle, used) = (contexts.open(items, now: 100), contexts.open(items, now: 100))
        _ = try contexts.pull(used, PullLimits(count: 1), now: 219)
        #expect(throws: WSManFault.invalidEnumerationContext) {
            try contexts.pull(idle, PullLimits(count: 1), now: 220)
        }
        #expect(try contexts.pull(used, PullLimits(count: 9), now: 338).items == Array(items.dropFirst()))
    }

    @Test("give way, the longest unused first, when their owner opens too many, and those of others do not")
    func ownersCount() throws {
        var contexts = EnumerationContexts()
        let other = contexts.open(items, for: "other", now: 0)
        let opened = (0..<17).map { contexts.open(items, for: "owner", now: UInt64($0 / 9)) }
        #expect(throws: WSManFault.invalidEnumerationContext) {
            try contexts.pull(opened[0], for: "owner", PullLimits(count: 1), now: 2)
        }
        for context in opened.dropFirst() { _ = try contexts.pull(context, for: "owner", PullLimits(count: 1), now: 2) }
        _ = try contexts.pull(other, for: "other", PullLimits(count: 1), now: 2)
    }

    @Test("give way, the longest unused first, when too many are open altogether")
    func greatestCount() throws {
        var contexts = EnumerationContexts()
        let opened = (0..<65).map { contexts.open(items, for: "\($0)", now: UInt64($0)) }
        #expect(throws: WSManFault.invalidEnumerationContext) {
            try contexts.pull(opened[0], for: "0", PullLimits(count: 1), now: 65)
        }
        for (owner, context) in opened.enumerated().dropFirst() {
            _ = try contexts.pull(context, for: "\(owner)", PullLimits(count: 1), now: 65)
        }
    }

    @Test("can be released once")
    func release() throws {
        var contexts = EnumerationContexts()
        let context = contexts.open(items, now: 0)
        try contexts.release(context.lowercased())
        #expect(throws: WSManFault.invalidEnumerationContext) { try contexts.release(context) }
        #expect(throws: WSManFault.invalidEnumerationContext) { try contexts.pull("", PullLimits(count: 1), now: 0) }
    }

    @Test("give no more than fits in the envelope that the sender wants, and refuse when not one item fits")
    func envelope() throws {
        let large = (0..<4).map { XMLElement("I", in: "", text: String(repeating: "\($0)", count: 1000)) }
        var contexts = EnumerationContexts()
        let context = contexts.open(large, now: 0)
        #expect(throws: WSManFault.encodingLimit.with(faultDetail: "MaxEnvelopeSizeExceeded")) {
            try contexts.pull(context, PullLimits(count: 9, envelope: 4000), now: 0)
        }
        let page = try contexts.pull(context, PullLimits(count: 9, envelope: 6000), now: 0)
        #expect(page.items == Array(large.prefix(2)) && page.more)
        #expect(try contexts.pull(context, PullLimits(count: 9), now: 0).items == Array(large.suffix(2)))
    }
}
