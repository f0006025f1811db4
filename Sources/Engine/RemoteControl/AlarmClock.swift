package import Logging
package import NVRAM
import VirtualPC

/// Wakes the PC at the times that its alarms say, also those that came while the engine did not run.
package struct AlarmClock: Sendable {
    private static let key = "alarms"
    /// Seconds after which the clock looks again at the latest: it may have been set, or an earlier alarm added.
    private static let longestSleep: UInt32 = 15
    /// Seconds after which it tries again when the PC could not be woken, as while its chassis is being built.
    private static let retry: UInt32 = 5

    private let nvram: NVRAM
    private let hand: OwnHand
    private let logger: Logger
    private let now: @Sendable () -> UInt32
    private let additions: AsyncStream<Void>
    private let added: AsyncStream<Void>.Continuation

    /// - Parameter now: seconds since 1970, by the engine's clock.
    package init(nvram: NVRAM, hand: OwnHand, logger: Logger, now: @escaping @Sendable () -> UInt32) {
        self.nvram = nvram
        self.hand = hand
        self.logger = logger
        self.now = now
        (additions, added) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The alarms.
    func alarms() async throws -> [Alarm] { try await book().alarms }

    /// The one that goes off next; nil when none does.
    func next() async throws -> Alarm? { try await book().next }

    /// Adds an alarm.
    func add(_ alarm: Alarm) async throws -> AlarmBook.Addition {
        let answer = try await nvram.add(alarm, under: Self.key)
        if answer == .added { added.yield() }
        return answer
    }

    /// Removes an alarm.
    func remove(_ id: String) async throws {
        try await nvram.change(Self.key, from: AlarmBook()) { book in book.remove(id) }
    }

    /// Wakes the PC whenever an alarm goes off, until the surrounding task is cancelled.
    package func run() async {
        var additions = additions.makeAsyncIterator()
        while !Task.isCancelled {
            if let wait = await ring() {
                try? await Task.sleep(for: .seconds(min(wait, Self.longestSleep)))
            } else if await additions.next() == nil {
                return
            }
        }
    }

    /// Wakes the PC if an alarm goes off now, and tells the seconds until the next; nil when there is none.
    func ring() async -> UInt32? {
        do {
            let time = now()
            let book = try await book()
            if book.rings(at: time) { try await wake() }
            let next = try await nvram.change(Self.key, from: AlarmBook()) { book in
                book.advance(beyond: time)
                return book.next
            }
            return next.map { $0.start - min($0.start, time) }
        } catch {
            logger.error("the alarm could not wake the PC", metadata: ["error": "\(error)"])
            return Self.retry
        }
    }

    private func wake() async throws {
        guard await hand.button.pc.status().powerState != .on else { return }
        try await hand.press(.on, for: .alarm)
    }

    private func book() async throws -> AlarmBook {
        try await nvram.setting(Self.key, as: AlarmBook.self) ?? AlarmBook()
    }
}

extension NVRAM {
    fileprivate func add(_ alarm: Alarm, under key: String) throws -> AlarmBook.Addition {
        var book = try setting(key, as: AlarmBook.self) ?? AlarmBook()
        let answer = book.add(alarm)
        if answer == .added { try set(book, for: key) }
        return answer
    }
}
