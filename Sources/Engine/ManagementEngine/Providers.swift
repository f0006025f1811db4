import Auditing
import EngineEvents
import SystemDefense
import Provisioning
import AccessControl
import PublicKeyManagement
import ObjectManager
import RemoteControl
import Servicing
import AMTSchema
import CIMModel
import Inventory
import NVRAM
import VirtualPC

/// Every class that the engine serves, and what stands behind it.
struct Providers {
    let identity: Identity
    let generalSettings: GeneralSettings
    let nvram: NVRAM
    let journal: EventJournal
    let eventing: Eventing
    let accountStore: Accounts
    let trail: AuditTrail
    let traps: TrapStore
    let pc: any VirtualPC
    let operations: Operations
    let shop: RepairShop
    let agents: AgentKeeper
    let transport: TransportSettings
    let defense: DefenseControl
    let clock: Clock
    let alarms: AlarmClock
    let setup: SetupDesk
    let consent: ConsentDesk
    let oblivion: Oblivion
    let addresses: AddressBook

    /// The dispatcher over all of them.
    var dispatcher: Dispatcher {
        let served =
            general + network + power + hardware + security + accounts + logs + systemDefense + agentPresence + storage
            + ours
        return Dispatcher(served + Associations(served: Dispatcher(served)).all)
    }

    private var ours: [AnyProvider] {
        [
            AnyProvider(StanceProvider(pc: pc)),
            AnyProvider(ApplianceProvider(pc: pc, operations: operations, nvram: nvram)),
            AnyProvider(RepairProvider(pc: pc, shop: shop, operations: operations)),
            AnyProvider(OperationProvider(operations: operations)),
            AnyProvider(FindingProvider(nvram: nvram)),
            AnyProvider(SoftwareFactProvider(nvram: nvram)),
            AnyProvider(KeptFileProvider(pc: pc)),
        ]
    }

    var mac: String { pc.hardware.nics.first?.mac ?? "00:00:00:00:00:00" }
}
