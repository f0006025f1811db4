import PublicKeyManagement
import Provisioning
import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials
import WSMan

/// The log that tells how the engine was set up. It cannot be emptied: the record goes with what it tells of.
struct ProvisioningLog: Provider {
    static let (id, name) = ("Intel(r) AMT: RecordLog 1", "Intel(r) AMT Provisioning Record Log")

    let setup: SetupDesk

    func instances() async throws -> [Instance<IPS.ProvisioningRecordLog>] {
        let count: UInt64 = try await setup.record() == nil ? 0 : 1
        return [
            Instance {
                $0.currentNumberOfRecords = count
                $0.elementName = Self.name
                $0.enabledState = .enabled
                $0.healthState = 0
                $0.instanceID = Self.id
                $0.logState = 4
                $0.maxNumberOfRecords = 1
                $0.name = Self.name
                $0.overwritePolicy = 2
                $0.requestedState = .notApplicable
            }
        ]
    }

    var methods: [Handler<IPS.ProvisioningRecordLog>] {
        [
            .on(\.clearLog) { _, _ in .notSupported },
            .on(\.requestStateChange) { _, _ in .notSupported },
        ]
    }
}

/// The record of a setup, for the class that tells of setups of its kind.
struct ProvisioningRecords<Class: ProvisioningRecordClass>: Provider {
    let setup: SetupDesk
    /// Writes what the class tells besides; false when it tells of setups of another kind.
    let show: @Sendable (SetupRecord.Way, inout Instance<Class>) -> Bool

    func instances() async throws -> [Instance<Class>] {
        guard let record = try await setup.record() else { return [] }
        var instance = Instance<Class> {
            $0.creationTimeStamp = DateTime(text: Date(timeIntervalSince1970: Double(record.at)).iso8601)
            $0.elementName = "Intel(r) AMT Provisioning Record"
            $0.instanceID = "Intel(r) AMT: ProvisioningRecord 1"
            $0.logInstanceID = ProvisioningLog.id
            $0.logName = ProvisioningLog.name
            $0.recordID = "1"
        }
        return show(record.way, &instance) ? [instance] : []
    }
}

extension Providers {
    /// How the engine was set up.
    var provisioningRecords: [AnyProvider] {
        [
            AnyProvider(ProvisioningLog(setup: setup)),
            AnyProvider(
                ProvisioningRecords<IPS.ManualProvisioningRecord>(setup: setup) { way, _ in way == .configuration }
            ),
            AnyProvider(ProvisioningRecords<IPS.ClientProvisioningRecord>(setup: setup, show: Self.showProgram)),
            AnyProvider(ProvisioningRecords<IPS.AdminProvisioningRecord>(setup: setup, show: Self.showCompany)),
        ]
    }

    /// The number of SHA-256 among the kinds of digests.
    private static let sha256: UInt8 = 2

    private static let showProgram: @Sendable (SetupRecord.Way, inout Instance<IPS.ClientProvisioningRecord>) -> Bool =
        {
            way,
            instance in
            guard case .program(let certificate) = way else { return false }
            instance.hashAlgorithm = certificate == nil ? nil : sha256
            instance.provCertificateHash = certificate.map(base64)
            return true
        }

    private static let showCompany: @Sendable (SetupRecord.Way, inout Instance<IPS.AdminProvisioningRecord>) -> Bool = {
        way,
        instance in
        guard case .company(let company) = way else { return false }
        instance.additionalCaSerialNums = false
        instance.certificateCN = company.commonName
        instance.hashIsOemDefault = company.isDefault
        instance.secureDNS = false
        instance.selectedHashData = base64(company.authority)
        instance.selectedHashType = sha256
        return true
    }

    private static func base64(_ digest: String) -> String {
        Data(ProvisioningHashes.bytes(digest)).base64EncodedString()
    }
}
