import Fleet
public import FoundationEssentials
public import Inventory
import PacketPolicy

extension ScriptedEndpoint.World {
    mutating func comeUp(at time: Date) {
        guard power == .on else { return }
        agent = true
        learn(at: time)
    }

    mutating func install(at time: Date) {
        isBootable = true
        installed = inRepository
        comeUp(at: time)
    }

    /// Has the engine look at the software.
    public mutating func learn(at time: Date) {
        facts = [
            SoftwareFact(kind: .os, name: "Debian", version: "12", installedAt: nil, learntAt: time),
            SoftwareFact(kind: .package, name: "branch-app", version: installed, installedAt: nil, learntAt: time),
        ]
    }

    mutating func carryOut(_ order: WorkOrder, at time: Date) -> String {
        switch order {
        case .updateDefinitions(let content): definitions = content.version
        case .scan: return report
        case .stage(let packages, _):
            onPayload = inRepository
            return Self.json(PayloadManifest(packages: packages.map { package($0) }))
        case .removeFile(let path, _):
            if !isStubborn { infections.removeAll { $0.path == path } }
        case .install(_, let source):
            switch source {
            case .payload: installed = onPayload ?? installed
            case .cache(let repositories): if !repositories.isEmpty { installed = inRepository }
            }
            needsRestart = updatesNeedRestart
        case .refreshFacts: learn(at: time)
        case .updateRules(let content): rules = content.version
        case .updateLists(let content): lists = content.version
        case .updatePolicy(let content): policy = content.version
        case .checkNetwork, .restoreFile, .forgetFile, .listUpdates: break
        case .restartIfNeeded: return restart()
        case .takeSnapshot: kept = installed
        case .forgetSnapshot: kept = nil
        case .returnToSnapshot:
            installed = kept ?? installed
            isBootable = true
            switchOff()
        case .resetDisk(let keepsData):
            installed = "golden"
            isBootable = true
            hasData = hasData && keepsData
            switchOff()
        }
        return ""
    }

    private mutating func switchOff() {
        power = .offHard
        agent = false
    }

    private mutating func restart() -> String {
        if needsRestart {
            agent = !isSpoiltByUpdate
            needsRestart = false
            return #"{"restarted":true}"#
        }
        return #"{"restarted":false}"#
    }

    private func package(_ name: String) -> PayloadPackage {
        PayloadPackage(name: name, version: inRepository, file: "\(name).deb", sha256: "ab")
    }

    private var report: String {
        var report = ScanReport(
            filesScanned: 100,
            bytesScanned: 1 << 24,
            infections: infections,
            unreadable: unreadable + unscanned,
            definitionsVersion: definitions,
            seconds: 2
        )
        (report.unscanned, report.unscannedCount) = (unscanned, unscanned.count)
        return Self.json(report)
    }

    private static func json(_ value: some Encodable) -> String {
        (try? JSONEncoder().encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

extension ScriptedEndpoint.World {
    /// A PC in everyday use, with what is known of it.
    public static func healthy(at time: Date) -> Self {
        var world = Self()
        world.learn(at: time)
        return world
    }

    /// A PC that the guard has cut off, with an infected file.
    public static func infected(at time: Date) -> Self {
        var world = healthy(at: time)
        world.stance = .quarantine
        world.infections = [Infection(path: "/home/user/eicar.com", name: "Eicar", sha256: "cd")]
        world.findings = [.fanOut(at: time)]
        return world
    }

    /// A PC whose boot sector is gone.
    public static func broken(at time: Date) -> Self {
        var world = healthy(at: time)
        world.isBootable = false
        world.agent = false
        return world
    }
}

extension Finding {
    /// A worm's spread of connections.
    public static func fanOut(_ id: String = "f1", at time: Date) -> Finding {
        Finding(
            id: id,
            at: time,
            kind: .worm,
            signature: "fan-out",
            source: "10.10.0.50",
            destination: "10.10.0.100",
            summary: "21 hosts in 2 seconds",
            evidence: "",
            action: "quarantine"
        )
    }
}
