import Logging
import NIOPosix
import ServiceLifecycle

/// Keeps the wire open while the intrusion detection watches it, and no longer.
///
/// The leave is an element of a set in the kernel that runs out by itself: when the intrusion detection hangs, or this
/// program does, nobody renews it and the wire closes. When the intrusion detection ends, it is taken back at once.
struct Vigil: Service {
    let control: SuricataControl
    let kernel: KernelGuard
    let log: Logger
    /// How long the intrusion detection may take to answer; less than what is left of the leave then.
    private static let patience: Int32 = 2000

    func run() async throws {
        var wasOpen = false
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let isOpen = await renew()
            if isOpen != wasOpen {
                log.notice("the wire is \(isOpen ? "watched, and open" : "not watched, and closed")")
            }
            wasOpen = isOpen
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Renews the leave when the intrusion detection answers; says whether it did.
    private func renew() async -> Bool {
        let control = control
        let answers = try? await kernel.threads.runIfActive { control.answers(withinMilliseconds: Self.patience) }
        guard answers == true else { return false }
        return (try? await kernel.note(isWatched: true)) != nil
    }
}
