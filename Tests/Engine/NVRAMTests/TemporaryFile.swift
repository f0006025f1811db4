import FoundationEssentials
import Glibc

/// A path of its own for a test's store; the files are removed with it.
final class TemporaryFile: Sendable {
    let path = "/tmp/sekisho-nvram-\(UUID().uuidString)"

    deinit {
        for suffix in ["", "-wal", "-shm"] {
            unlink(path + suffix)
        }
    }
}
