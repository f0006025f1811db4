import AMTSchema
import CIMModel
import FoundationEssentials
import FuzzTargets
import Inventory
import NVRAM
import Simulation
import Testing

@testable import ObjectManager
@testable import ManagementEngine

@Suite("Broken requests to the engine")
struct BrokenRequestTests {
    let engine: ManagementEngine

    init() async throws {
        let uuid = "12345678-9abc-def0-1122-334455667788"
        let hardware = HardwareInventory.standard(
            name: "pc1",
            uuid: uuid,
            cores: 2,
            memoryMiB: 1024,
            diskBytes: 1 << 30,
            mac: "52:54:00:77:00:01"
        )
        engine = try await ManagementEngine(
            identity: Identity(name: "pc1", uuid: uuid, address: "127.0.0.1"),
            nvram: NVRAM(path: ":memory:"),
            pc: SimulatedPC(hardware: hardware),
            administrator: ("admin", { "Correct-Horse1" })
        )
    }

    @Test("are answered, each of thousands, with an envelope")
    func mutations() async throws {
        let samples = try Corpus.samples("soap")
        var mutator = Mutator(samples: samples + samples.flatMap(Self.aimed), seed: 3)
        for _ in 0..<1000 {
            let (envelope, _) = await engine.answer(mutator.next(), for: .administrator)
            #expect(envelope.starts(with: Array("<?xml".utf8)))
        }
    }

    /// The sample once more for every class that is served.
    private static func aimed(_ sample: [UInt8]) -> [[UInt8]] {
        let service = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_PowerManagementService"
        let parts = String(decoding: sample, as: UTF8.self).split(separator: service, omittingEmptySubsequences: false)
        guard parts.count > 1 else { return [] }
        return AMTSchema.allClasses.map { Array(parts.joined(separator: $0.className.resourceURI).utf8) }
    }
}
