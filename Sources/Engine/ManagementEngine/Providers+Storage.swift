import ObjectManager
import ThirdPartyStorage

extension Providers {
    /// What third parties keep.
    var storage: [AnyProvider] {
        let started = ContinuousClock.now
        let desk = StorageDesk(nvram: nvram) { UInt64(clamping: (ContinuousClock.now - started).components.seconds) }
        return [
            AnyProvider(ThirdPartyDataStorage(desk: desk)),
            AnyProvider(ThirdPartyDataStorageAdministration(desk: desk)),
        ]
    }
}
