import FuzzTargets
import Testing

@Suite("Parsers of what others write")
struct FuzzTests {
    @Test("take every sample, and every input that once did harm", arguments: FuzzTarget.allCases)
    func samples(target: FuzzTarget) async throws {
        let samples = try Corpus.samples(target.rawValue)
        #expect(!samples.isEmpty)
        for sample in samples { await target.feed(sample) }
    }

    @Test("take thousands of broken inputs", arguments: FuzzTarget.allCases)
    func mutations(target: FuzzTarget) async throws {
        var mutator = Mutator(samples: try Corpus.samples(target.rawValue), seed: 1)
        // Each input of a whole engine is an engine.
        for _ in 0..<([.engine, .pthi].contains(target) ? 200 : 2000) { await target.feed(mutator.next()) }
    }

    @Test("are fed the same inputs in every run")
    func seeds() throws {
        let samples = try Corpus.samples("xml")
        var inputs = (0..<2).map { _ in Mutator(samples: samples, seed: 7) }
        for _ in 0..<100 {
            let (first, second) = (inputs[0].next(), inputs[1].next())
            #expect(first == second)
        }
    }
}
