import Fleet
import FoundationEssentials
import Inventory
import PacketPolicy

/// What the tests' fleet consists of.
enum Samples {
    static let moment = StandInPC.moment
    /// What an attacker would like to see in a page.
    static let hostile = "<script>alert(1)</script>\"'&"

    static let health = ApplianceHealth(
        version: "1.0",
        uptimeSeconds: 5400,
        definitionsVersion: "2026.1",
        definitionsDate: moment,
        rulesVersion: "7",
        suricata: "running",
        clamd: "running",
        flows: 42,
        packetsForwarded: 123_456,
        packetsDropped: 789,
        memoryUsedKiB: 300_000,
        address: "10.10.0.61"
    )

    static let facts = [
        SoftwareFact(kind: .os, name: "Debian GNU/Linux", version: "12", installedAt: nil, learntAt: moment),
        SoftwareFact(kind: .package, name: "branch-app", version: "1.0", installedAt: moment, learntAt: moment),
        SoftwareFact(kind: .definitions, name: "ClamAV", version: "2026.1", installedAt: moment, learntAt: moment),
    ]

    static let finding = Finding(
        id: "f1",
        at: moment,
        kind: .worm,
        signature: "connection fan-out",
        source: "10.10.0.71",
        destination: "10.10.0.100-159",
        summary: "21 hosts in 3 seconds \(hostile)",
        evidence: "10.10.0.71 > 10.10.0.100:445 SYN\n10.10.0.71 > 10.10.0.101:445 SYN",
        action: "dropped at once, quarantine asked for"
    )

    static func snapshot(of name: String, stance: Stance, findings: [Finding] = []) -> EndpointSnapshot {
        EndpointSnapshot(
            endpoint: name,
            askedAt: Date(),
            answeredAt: Date(),
            power: PowerReport(state: .on, available: [.offGraceful, .offHard, .reset, .cycle]),
            stance: StanceReport(stance: stance, reason: "sample", since: moment),
            agentConnected: true,
            appliance: ApplianceReport(state: .ready, accelerator: "tcg", health: health),
            facts: facts,
            findings: findings,
            hardware: HardwareInventory.sample
        )
    }
}

extension HardwareInventory {
    /// A small PC.
    static var sample: HardwareInventory {
        HardwareInventory(
            system: .init(manufacturer: "Sekisho", product: "Sample PC", version: "1", serial: "S1", uuid: "u"),
            bios: .init(vendor: "Sekisho", version: "1.0", releaseDate: "01/01/2026"),
            board: .init(manufacturer: "Sekisho", product: "Board", version: "1", serial: "B1", assetTag: ""),
            chassis: .init(manufacturer: "Sekisho", version: "1", serial: "C1", assetTag: ""),
            processors: [],
            memory: [],
            media: [],
            nics: [.init(mac: "52:54:00:77:00:01")]
        )
    }
}
