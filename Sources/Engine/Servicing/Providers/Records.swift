import ObjectManager
import AMTSchema
import ApplianceLink
import CIMModel
import FoundationEssentials
import Inventory
package import NVRAM
package import VirtualPC

/// The operations that are kept.
package struct OperationProvider: Provider {
    let operations: Operations

    package init(operations: Operations) { self.operations = operations }

    func instances() async throws -> [Instance<SKS.Operation>] {
        try await operations.all().map { record in
            Instance {
                $0.finishedAt = record.finishedAt?.iso8601 ?? ""
                $0.kind = record.kind
                $0.operationID = record.id
                $0.progress = UInt8(clamping: record.progress)
                $0.result = record.result
                $0.startedAt = record.startedAt.iso8601
                $0.state = SKS.OperationState(rawValue: UInt16(clamping: record.state.rawValue))
                $0.text = record.text
            }
        }
    }
}

/// The infected files that the appliance keeps.
package struct KeptFileProvider: Provider {
    let pc: any VirtualPC

    package init(pc: any VirtualPC) { self.pc = pc }

    func instances() async -> [Instance<SKS.KeptFile>] {
        guard case .kept(let files) = try? await pc.ask(.keptFiles, progress: { _, _ in }) else { return [] }
        return files.map { file in
            Instance<SKS.KeptFile> {
                $0.fileID = file.id
                $0.group = file.group
                $0.infection = file.infection
                $0.keptAt = file.keptAt.iso8601
                $0.mode = file.mode
                $0.modifiedAt = file.modifiedAt.iso8601
                $0.owner = file.owner
                $0.path = file.path
                $0.sha256 = file.sha256
                $0.size = file.sizeBytes
            }
        }
    }
}

/// The findings that are kept.
package struct FindingProvider: Provider {
    let nvram: NVRAM

    package init(nvram: NVRAM) { self.nvram = nvram }

    func instances() async throws -> [Instance<SKS.Finding>] {
        try await nvram.findings().map { finding in
            Instance {
                $0.action = finding.action
                $0.at = finding.at.iso8601
                $0.destination = finding.destination
                $0.evidence = finding.evidence
                $0.findingID = finding.id
                $0.kind = finding.kind.rawValue
                $0.program = finding.program ?? ""
                $0.signature = finding.signature
                $0.source = finding.source
                $0.summary = finding.summary
            }
        }
    }
}

/// What is known of the PC's software.
package struct SoftwareFactProvider: Provider {
    let nvram: NVRAM

    package init(nvram: NVRAM) { self.nvram = nvram }

    func instances() async throws -> [Instance<SKS.SoftwareFact>] {
        try await nvram.facts().map { fact in
            Instance {
                $0.installedAt = fact.installedAt?.iso8601 ?? ""
                $0.kind = fact.kind.rawValue
                $0.learntAt = fact.learntAt.iso8601
                $0.name = fact.name
                $0.version = fact.version
            }
        }
    }
}
