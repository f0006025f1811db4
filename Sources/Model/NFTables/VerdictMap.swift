/// A map of the kernel's from what stands in a packet to what happens to it.
struct VerdictMap: Hashable, Sendable {
    let name: String
    let keyType: String
    /// How many elements there is room for. A declared size lets the kernel choose its faster table.
    let size: Int?
    /// Whether keys are ranges, which must not overlap.
    var isInterval = false
    /// Whether each element has a counter of its own.
    let counts: Bool
    var elements: [String] = []

    /// Makes the map, and makes its elements these and no others.
    var statements: [Statement] {
        [.addMap(self)] + replacement
    }

    /// Changes the elements of a map that exists.
    var replacement: [Statement] {
        [.flushMap(name)] + Statement.addElements(elements, to: name)
    }

    /// The next power of two that leaves room, at least 64.
    static func capacity(for count: Int) -> Int {
        var capacity = 64
        while capacity < count { capacity *= 2 }
        return capacity
    }
}
