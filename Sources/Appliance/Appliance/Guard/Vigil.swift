import Logging
import NIOPosix
import ServiceLifecycle
import Suricata

/// Keeps the wire open while the intrusion detection watches it, and no longer.
///
/// The leave is an element of a set in the kernel that runs out by itself: when the intrusion detection hangs, or this
/// program does, nobody renews it and the wire closes. When the intrusion detection ends, it is taken back at once. One
/// that hangs for long is ended, so that a new one can watch. One that is handed fewer packets than there are watches
/// only as far as the policy bears that.
struct Vigil: Service {
    let name: String
    let control: SuricataControl
    let threads: NIOThreadPool
    let leash: Leash
    let log: Logger
    /// The interface whose losses count; nil when nothing is lost without being dropped.
    var interface: String?
    /// Told what part of the packets was not seen; says whether the wire may stay open.
    var bears: @Sendable (Int) async -> Bool = { _ in true }
    /// Done at each answer.
    var renew: @Sendable () async throws -> Void = {}
    /// How long the intrusion detection may take to answer; less than what is left of the leave then.
    private static let patience: Int32 = 1000

    func run() async throws {
        var wasWatching = false
        var (silence, blindness) = (Silence(at: .now), Blindness())
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let (start, answers) = (leash.starts, await answers())
            if silence.isHang(start, answers: answers, at: .now) {
                log.error("\(name) hangs, and is ended")
                leash.pull()
            }
            let sees = answers ? await sees(&blindness) : false
            let isWatching = sees ? (try? await renew()) != nil : false
            if isWatching != wasWatching { log.notice("\(name) \(isWatching ? "watches" : "does not watch")") }
            wasWatching = isWatching
            // One that begins is waited for closely: the wire is closed until then.
            try? await Task.sleep(for: leash.isHeld && !isWatching ? .milliseconds(200) : .milliseconds(500))
        }
    }

    private func sees(_ blindness: inout Blindness) async -> Bool {
        guard let interface else { return true }
        let control = control
        let tally = try? await threads.runIfActive {
            control.tally(of: interface, withinMilliseconds: Self.patience)
        }
        guard let tally = tally.flatMap(\.self), let lost = blindness.percentage(after: tally) else { return true }
        return await bears(lost)
    }

    private func answers() async -> Bool {
        let control = control
        return await (try? threads.runIfActive { control.answers(withinMilliseconds: Self.patience) }) ?? false
    }
}
