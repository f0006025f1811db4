/// Numbers that are the same in every run.
struct Repeatable: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }

    /// The bytes with a few of them changed, or cut short.
    mutating func broken(_ bytes: [UInt8]) -> [UInt8] {
        var broken = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) {
            broken[Int.random(in: 0..<broken.count, using: &self)] = UInt8.random(in: .min ... .max, using: &self)
        }
        return Bool.random(using: &self) ? broken : Array(broken.prefix(Int.random(in: 1...broken.count, using: &self)))
    }
}
