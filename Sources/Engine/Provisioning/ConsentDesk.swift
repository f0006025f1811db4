package import ObjectManager
package import Logging
package import NVRAM
package import VirtualPC

/// Asks the user for consent: shows a code on the screen and judges what consoles send.
package actor ConsentDesk {
    private static let (policyKey, timeoutsKey) = ("consent.policy", "consent.timeouts")
    /// Seconds after which the desk looks at the time again at the latest.
    private static let longestSleep: UInt64 = 15

    private let nvram: NVRAM
    private let pc: any VirtualPC
    private let journal: EventJournal
    private let logger: Logger
    private let now: @Sendable () -> UInt64
    private var consent = Consent()
    /// Whether a code is on its way to the screen.
    private var isStarting = false
    private let beginnings: AsyncStream<Void>
    private let begun: AsyncStream<Void>.Continuation

    /// - Parameter now: seconds by a clock that nobody sets.
    package init(
        nvram: NVRAM,
        pc: any VirtualPC,
        journal: EventJournal,
        logger: Logger,
        now: @escaping @Sendable () -> UInt64
    ) {
        self.nvram = nvram
        self.pc = pc
        self.journal = journal
        self.logger = logger
        self.now = now
        (beginnings, begun) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Where asking stands now.
    func state() async -> Consent.State {
        await expire()
        return consent.state
    }

    /// Whether the user has agreed, and the time has not run out.
    func isGiven() -> Bool { consent.isGiven(at: now()) }

    /// Whether three wrong codes have been sent lately.
    func isBlocked() -> Bool { consent.isBlocked(at: now()) }

    /// Shows a code on the user's screen; tells whether it could be shown.
    func start() async throws -> Bool {
        await expire()
        // What is shown is what counts: of two who ask at once, one is refused.
        guard !isStarting, consent.state == .notStarted else { return false }
        isStarting = true
        defer { isStarting = false }
        let code = ConsentCode.random()
        do {
            try await pc.showNotice(.consentCode(code))
        } catch {
            logger.error("the code could not be shown", metadata: ["error": "\(error)"])
            return false
        }
        consent.display(code.number, at: now(), try await timeouts())
        begun.yield()
        await tell(.consentRequested)
        return true
    }

    /// Judges a code.
    func take(_ code: UInt32) async throws -> Consent.Attempt {
        let timeouts = try await timeouts()
        // A code that is too old goes off the screen now, lest nobody takes it away.
        await expire()
        let attempt = consent.take(code, at: now(), timeouts)
        if attempt == .right || attempt == .blocked { await clear() }
        if attempt == .right { await tell(.consentGranted) }
        if attempt == .blocked { logger.warning("three wrong consent codes were sent") }
        return attempt
    }

    /// Takes the code off the screen, or consent back; tells whether there was any.
    func cancel() async -> Bool {
        let wasGiven = consent.isGiven(at: now())
        let wasOpen = consent.cancel()
        if wasOpen { await clear() }
        if wasGiven { await tell(.consentEnded) }
        return wasOpen
    }

    /// Takes codes off the screen when their time is over, until the surrounding task is cancelled.
    package func run() async {
        // The code of an engine before this one is good no more.
        if consent.state == .notStarted { await clear() }
        var beginnings = beginnings.makeAsyncIterator()
        while !Task.isCancelled {
            await expire()
            if let end = consent.end {
                try? await Task.sleep(for: .seconds(min(end - min(end, now()), Self.longestSleep)))
            } else if await beginnings.next(isolation: self) == nil {
                return
            }
        }
    }

    private func expire() async {
        guard let end = consent.end, end <= now() else { return }
        let wasReceived = if case .received = consent.state { true } else { false }
        consent.expire(at: now())
        await clear()
        if wasReceived { await tell(.consentEnded) }
    }

    /// A log that is full or broken changes nothing about consent.
    private func tell(_ notice: UserNotice) async {
        do {
            try await journal.log(.told(notice))
        } catch {
            logger.error("the user could not be told", metadata: ["notice": "\(notice.text)", "error": "\(error)"])
        }
    }

    private func clear() async {
        do {
            try await pc.showNotice(nil)
        } catch {
            logger.error("the code could not be taken off the screen", metadata: ["error": "\(error)"])
        }
    }
}

extension ConsentDesk {
    /// What needs consent, in admin control mode.
    func policy() async throws -> Consent.Policy {
        try await nvram.setting(Self.policyKey, as: Consent.Policy.self) ?? .nothing
    }

    /// How long things take.
    func timeouts() async throws -> Consent.Timeouts {
        try await nvram.setting(Self.timeoutsKey, as: Consent.Timeouts.self) ?? Consent.Timeouts()
    }

    /// Changes what needs consent.
    func set(_ policy: Consent.Policy) async throws {
        try await nvram.set(policy, for: Self.policyKey)
        await tell(.consentPolicyChanged)
    }

    /// Changes how long things take.
    func set(_ timeouts: Consent.Timeouts) async throws { try await nvram.set(timeouts, for: Self.timeoutsKey) }
}
