import ObjectManager
import AMTSchema
import ApplianceLink
import CIMModel
import FoundationEssentials
import Inventory
package import NVRAM
package import VirtualPC

/// The state as the PC knows it; ours for the wire has the same name.
private typealias PCApplianceState = ApplianceState

/// The appliance as it says of itself, and what can be asked of it.
package struct ApplianceProvider: Provider {
    let pc: any VirtualPC
    let operations: Operations
    let nvram: NVRAM

    package init(pc: any VirtualPC, operations: Operations, nvram: NVRAM) {
        self.pc = pc
        self.operations = operations
        self.nvram = nvram
    }

    func instances() async -> [Instance<SKS.ApplianceService>] {
        let status = await pc.status()
        let health = status.applianceState == .ready ? await health() : nil
        return [
            Instance(named: "Sekisho Appliance Service") {
                $0.accelerator = status.accelerator.rawValue
                $0.state = SKS.ApplianceState(status.applianceState)
                if let health { show(health, in: &$0) }
            }
        ]
    }

    private func show(_ health: ApplianceHealth, in instance: inout Instance<SKS.ApplianceService>) {
        instance.address = health.address
        instance.clamd = health.clamd
        instance.definitionsDate = health.definitionsDate?.iso8601 ?? ""
        instance.definitionsVersion = health.definitionsVersion
        instance.flows = UInt32(clamping: health.flows)
        instance.memoryUsedKiB = UInt32(clamping: health.memoryUsedKiB)
        instance.listsVersion = health.listsVersion ?? ""
        instance.packetsDropped = health.packetsDropped
        instance.packetsForwarded = health.packetsForwarded
        instance.policyVersion = health.policyVersion ?? ""
        instance.rulesVersion = health.rulesVersion
        instance.suricata = health.suricata
        instance.uptimeSeconds = UInt32(clamping: health.uptimeSeconds)
        instance.version = health.version
    }

    private func health() async -> ApplianceHealth? {
        guard case .health(let health) = try? await pc.ask(.health, progress: { _, _ in }) else { return nil }
        return health
    }

    var methods: [Handler<SKS.ApplianceService>] {
        [
            .on(\.updateDefinitions) { input, output in
                guard let download = Download(untrusted: input) else { return .invalidParameter }
                return try await start("UpdateDefinitions", .updateDefinitions(download), &output)
            },
            .on(\.updateRules) { input, output in
                guard let download = Download(untrusted: input) else { return .invalidParameter }
                return try await start("UpdateRules", .updateRules(download), &output)
            },
            .on(\.updatePolicy) { input, output in
                guard let download = Download(untrusted: input) else { return .invalidParameter }
                return try await start("UpdatePolicy", .updatePolicy(download), &output)
            },
            .on(\.updateLists) { input, output in
                guard let download = Download(untrusted: input) else { return .invalidParameter }
                return try await start("UpdateLists", .updateLists(download), &output)
            },
            .on(\.readEvidence) { input, output in
                guard let order = EvidenceOrder(untrusted: input) else { return .invalidParameter }
                guard case .evidence(let piece) = try await pc.ask(.evidence(order), progress: { _, _ in }) else {
                    return .notFound
                }
                output.size = UInt32(clamping: piece.size)
                output.data = piece.bytes.base64EncodedString()
                return .success
            },
            .on(\.stagePackages) { input, output in
                let names = (input.names ?? []).compactMap { PackageName(untrusted: $0) }
                guard let repository = input.repository, repository.isRepository, !names.isEmpty,
                    names.count == input.names?.count
                else { return .invalidParameter }
                return try await begin("StagePackages", &output) { report in
                    let installed = try await installedVersions()
                    let order = PackageOrder(names: names.map(\.text), repository: repository, installed: installed)
                    return try await ask(.stagePackages(order), report)
                }
            },
            .on(\.listUpdates) { input, output in
                guard let repositories = input.repositories, repositories.areRepositories else {
                    return .invalidParameter
                }
                return try await begin("ListUpdates", &output) { report in
                    if let missing = try await missingInWindows() { return try await kept(missing) }
                    let installed = try await installedVersions()
                    return try await ask(
                        .listUpdates(UpdateQuery(repositories: repositories, installed: installed)),
                        report
                    )
                }
            },
        ] + scanMethods + [branch]
    }

    private var branch: Handler<SKS.ApplianceService> {
        .on(\.setBranch) { caller, input, _ in
            guard caller.isEncrypted else { return .notPermitted }
            guard
                let role = BranchRole(
                    serves: input.serves ?? false,
                    neighbour: input.neighbour,
                    key: input.key ?? ""
                )
            else { return .invalidParameter }
            return try await tell(.setBranch(role))
        }
    }

    private var scanMethods: [Handler<SKS.ApplianceService>] {
        [
            .on(\.startScan) { input, output in
                let order = ScanOrder(
                    isFull: input.full ?? false,
                    bytesPerSecond: input.bytesPerSecond.map { Int(clamping: $0) },
                    seconds: input.seconds.map { Int($0) }
                )
                return try await begin("Scan", &output) { report in try await scan(order, report) }
            },
            .on(\.pauseScan) { _, _ in try await tell(.pause) },
            .on(\.resumeScan) { _, _ in try await tell(.resume) },
            .on(\.cancelScan) { _, _ in try await tell(.cancel) },
        ]
    }

    private func tell(_ request: ApplianceRequest) async throws -> PTStatus {
        guard case .done = try await pc.ask(request, progress: { _, _ in }) else { return .internalError }
        return .success
    }

    private func scan(_ order: ScanOrder, _ report: @escaping Operations.Report) async throws -> String {
        try await pc.exposeUserDisk()
        do {
            let result = try await ask(.scan(order), report)
            try await pc.concealUserDisk()
            return result
        } catch {
            try? await pc.concealUserDisk()
            throw error
        }
    }

    /// Windows alone knows what it misses; nil when the user OS was no Windows when it was last asked.
    func missingInWindows() async throws -> [MissingUpdate]? {
        let systems = try await nvram.facts().filter { $0.kind == .os }
        guard systems.contains(where: { $0.name.contains("Windows") }) else { return nil }
        let output = try await pc.run(WindowsCommands().listMissing)
        guard output.exitStatus == 0, let updates = MissingUpdate.updates(untrustedWindows: output.text) else {
            let reason = String(decoding: output.standardError.suffix(400), as: UTF8.self)
            throw PCError.refused("Windows does not tell what it misses: \(reason)")
        }
        return updates
    }

    /// What the user OS had when it was last asked; the link carries so many.
    private func installedVersions() async throws -> [String: String] {
        let packages = try await nvram.facts().filter { $0.kind == .package }.prefix(8000)
        return Dictionary(packages.map { ($0.name, $0.version) }) { first, _ in first }
    }

    private func start(
        _ kind: String,
        _ request: ApplianceRequest,
        _ output: inout Values<SKS.ApplianceService.OperationStarted>
    ) async throws -> PTStatus {
        try await begin(kind, &output) { report in try await ask(request, report) }
    }

    private func begin(
        _ kind: String,
        _ output: inout Values<SKS.ApplianceService.OperationStarted>,
        _ work: @escaping Operations.Work
    ) async throws -> PTStatus {
        guard let identifier = try await operations.begin(kind, work) else { return .maxLimitReached }
        output.operationID = identifier
        return .success
    }

    /// Asks the appliance and turns what it brings into the operation's result.
    private func ask(_ request: ApplianceRequest, _ report: @escaping Operations.Report) async throws -> String {
        switch try await pc.ask(request, progress: report) {
        case .scan(let scan): try json(scan)
        case .staged(let manifest): try json(manifest)
        case .health(let health):
            // New definitions are known at once, also to those who ask while the appliance is off.
            try await kept(health)
        case .updates(let updates): try await kept(updates)
        case .kept(let files): try json(files)
        case .keptStaged(let file): try json(file)
        case .findings(let findings): try json(findings)
        case .done: "{}"
        case .evidence(let piece): try json(piece)
        case .refused(let reason): throw PCError.refused(reason)
        }
    }

    private func kept(_ health: ApplianceHealth) async throws -> String {
        try await nvram.keep(health, learntAt: Date())
        return try json(health)
    }

    private func kept(_ updates: [MissingUpdate]) async throws -> String {
        let now = Date()
        let facts = updates.map { update in
            SoftwareFact(
                kind: .update,
                name: update.name,
                version: "\(update.candidate) (\(update.severity.rawValue))",
                installedAt: nil,
                learntAt: now
            )
        }
        try await nvram.replaceFacts(of: [.update], with: facts)
        return try json(updates)
    }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension SKS.ApplianceState {
    fileprivate init(_ state: PCApplianceState) {
        switch state {
        case .off: self = .off
        case .starting: self = .starting
        case .ready: self = .ready
        case .failed: self = .failed
        }
    }
}

extension EvidenceOrder {
    /// Checks what a console sends; nil when a field is absent or malformed.
    fileprivate init?(untrusted input: Values<SKS.ApplianceService.EvidenceOrder>) {
        guard let id = input.findingID, UUID(uuidString: id) != nil,
            let part = input.part.flatMap(Part.init(rawValue:)),
            let offset = input.offset
        else { return nil }
        self.init(finding: id, part: part, offset: Int(offset))
    }
}

extension Download {
    /// Checks what a console sends; nil when a field is absent or malformed.
    fileprivate init?(untrusted input: Values<SKS.ApplianceService.Download>) {
        guard let url = input.url, url.isWebAddress, let sha256 = input.sha256, sha256.isSHA256,
            let version = input.version, (1...64).contains(version.utf8.count),
            let date = Date(iso8601: input.date ?? "")
        else { return nil }
        self.init(url: url, sha256: sha256.lowercased(), version: version, date: date)
        guard let key = input.publicKey, let value = input.signature else { return }
        guard key.utf8.count <= 64, value.utf8.count <= 128 else { return nil }
        signature = ContentSignature(key: key, value: value)
    }
}

extension [String] {
    /// Whether these can be the repositories of an order.
    var areRepositories: Bool { (1...16).contains(count) && allSatisfy(\.isRepository) }
}

extension String {
    /// Whether the text can be the address of content: http or https, of bounded length, without spaces or quotes.
    var isWebAddress: Bool {
        let bounded = (10...2048).contains(utf8.count) && utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 }
        return bounded && (hasPrefix("http://") || hasPrefix("https://"))
    }

    /// Whether the text can be a line of apt's sources without its `deb`: options, an address, suite and components.
    var isRepository: Bool {
        let words = split(separator: " ")
        return utf8.count <= 2048 && utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 } && words.count <= 12
            && words.contains { String($0).isWebAddress }
    }

    /// Whether the text is 64 hexadecimal digits.
    var isSHA256: Bool {
        utf8.count == 64
            && utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
            }
    }
}
