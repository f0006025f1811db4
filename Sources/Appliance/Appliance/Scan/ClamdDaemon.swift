import NIOPosix

/// A clamd that runs for the time of a scan, behind everything else that the appliance does.
struct ClamdDaemon: Sendable {
    let layout: Layout
    let threads: NIOThreadPool
    let states: ServiceStates

    /// Runs clamd, and the work as soon as it answers.
    ///
    /// - Throws: `failed` with clamd's last words when it does not come up; ``wrongContent(_:)`` when it ended by itself,
    ///   as it does when a database does not load.
    func during<Value: Sendable>(
        _ control: Abandonment,
        _ work: @escaping @Sendable (inout ClamdSession) -> Value
    ) async throws(ApplianceError) -> Value {
        let lives = ClamdLives()
        states.set("clamd", "running")
        async let daemon = run(lives)
        let socket = layout.clamdSocket
        let value = try? await threads.runIfActive { () -> Value? in
            guard var session = ClamdSession(socket, lives, unless: control) else { return nil }
            return work(&session)
        }
        let endedByItself = lives.isOver
        lives.close()
        let words = await daemon
        states.set("clamd", "stopped")
        if let value = value ?? nil { return value }
        guard !control.isRequested else { throw .cancelled }
        throw endedByItself ? .wrongContent("clamd ended: \(words)") : .failed("clamd does not answer: \(words)")
    }

    /// What one life has unpacked and left behind is taken away before the next, so that it is never more than one file's.
    private func run(_ lives: ClamdLives) async -> String {
        let arguments = ["-n", "19", "/usr/sbin/clamd", "--config-file=\(layout.clamdConfiguration)"]
        let command = Command("/usr/bin/nice", arguments, timeoutSeconds: 48 * 3600)
        var words = ""
        repeat {
            Files.emptyTree(layout.scratch)
            let outcome = try? await command.run(on: threads, unless: lives.ending)
            words = outcome?.reason ?? "it was not run"
        } while lives.beginsAnother()
        Files.emptyTree(layout.scratch)
        return words
    }
}

/// A size as clamd.conf(5) writes it: digits, and `K`, `M` or `G` behind them.
struct ClamdSize: Sendable, Hashable {
    let bytes: UInt64

    init?(untrustedText: String) {
        let digits = untrustedText.prefix { $0.isASCII && $0.isNumber }
        let shift = ["": 0, "K": 10, "M": 20, "G": 30][untrustedText.dropFirst(digits.count).uppercased()]
        guard let shift, let count = UInt64(digits), count <= .max >> shift else { return nil }
        bytes = count << shift
    }
}
