@testable import NVRAM

extension NVRAM {
    /// Refuses from now on what would be kept under a key, as a full disk does.
    func refuseSetting(_ key: String) throws(NVRAMError) {
        try database.run(
            """
            CREATE TRIGGER "full \(key)" BEFORE INSERT ON setting WHEN NEW.key = '\(key)'
            BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
            """
        )
    }
}
