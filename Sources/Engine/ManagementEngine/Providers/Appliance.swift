import AMTSchema
import ApplianceLink
import CIMModel
import FoundationEssentials
import Inventory
import VirtualPC

/// The state as the PC knows it; ours for the wire has the same name.
private typealias PCApplianceState = ApplianceState

/// The appliance as it says of itself, and what can be asked of it.
struct ApplianceProvider: Provider {
    let pc: any VirtualPC
    let operations: Operations

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
                guard let repository = input.repository, repository.isWebAddress, !names.isEmpty,
                    names.count == input.names?.count
                else { return .invalidParameter }
                let order = PackageOrder(names: names.map(\.text), repository: repository)
                return try await start("StagePackages", .stagePackages(order), &output)
            },
            .on(\.startScan) { _, output in
                try await begin("Scan", &output) { report in
                    try await pc.exposeUserDisk()
                    do {
                        let result = try await ask(.scan(ScanOrder()), report)
                        try await pc.concealUserDisk()
                        return result
                    } catch {
                        try? await pc.concealUserDisk()
                        throw error
                    }
                }
            },
        ]
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
        case .health(let health): try json(health)
        case .findings(let findings): try json(findings)
        case .done: "{}"
        case .evidence(let piece): try json(piece)
        case .refused(let reason): throw PCError.refused(reason)
        }
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
    }
}

extension String {
    /// Whether the text can be the address of content: http or https, of bounded length, without spaces or quotes.
    var isWebAddress: Bool {
        let bounded = (10...2048).contains(utf8.count) && utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 }
        return bounded && (hasPrefix("http://") || hasPrefix("https://"))
    }

    /// Whether the text is 64 hexadecimal digits.
    var isSHA256: Bool {
        utf8.count == 64
            && utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
            }
    }
}
