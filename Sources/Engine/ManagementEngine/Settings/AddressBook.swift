import ObjectManager
import AMTSchema
public import NVRAM
import PacketPolicy
public import VirtualPC
import WSMan

/// How the engine is to be addressed, as consoles set it.
public struct AddressBook: Sendable {
    private static let key = "addressing"

    private let nvram: NVRAM
    private let pc: any VirtualPC
    private let journal: EventJournal
    /// Yields when the engine is to move to other addresses.
    let moved: AsyncStream<Void>
    private let moving: AsyncStream<Void>.Continuation

    init(nvram: NVRAM, pc: any VirtualPC, journal: EventJournal) {
        self.nvram = nvram
        self.pc = pc
        self.journal = journal
        (moved, moving) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// What was set last; the host's addresses, when nothing was.
    public static func addressing(in nvram: NVRAM) async throws -> Addressing {
        try await nvram.setting(key, as: Addressing.self) ?? Addressing()
    }

    func addressing() async throws -> Addressing { try await Self.addressing(in: nvram) }

    /// Sets another addressing, to which the engine moves when its answer is on the way.
    ///
    /// - Parameters:
    ///   - edit: what to change; done again when somebody has changed the addressing while the network was asked.
    ///   - other: what is to be kept in the same step.
    /// - Throws: ``WSManFault`` when it cannot hold: `notPermitted` where only the host gives addresses, and
    ///   `invalidParameter` when another machine has the address, or no server gives one.
    func change(
        _ edit: @Sendable (inout Addressing) throws -> Void,
        keeping other: @Sendable (isolated NVRAM) throws -> Void = { _ in }
    ) async throws {
        while true {
            let current = try await addressing()
            var edited = current
            try edit(&edited)
            let wanted = edited
            if wanted != current { try await check(wanted) }
            guard try await keep(wanted, over: current, other) else { continue }
            guard wanted != current else { return }
            try await journal.log(.told(.networkChanged))
            moving.yield()
            return
        }
    }

    private func check(_ wanted: Addressing) async throws {
        do throws(PCError) {
            try await pc.check(wanted)
        } catch {
            throw WSManFault.status(error.isImpossible ? .notPermitted : .invalidParameter)
        }
    }

    /// - Returns: whether the addressing still was what it had been when it was checked; nothing is kept otherwise.
    private func keep(
        _ wanted: Addressing,
        over current: Addressing,
        _ other: @Sendable (isolated NVRAM) throws -> Void
    ) async throws -> Bool {
        try await nvram.step { nvram in
            guard try nvram.setting(Self.key, as: Addressing.self) ?? Addressing() == current else { return false }
            if wanted != current { try nvram.set(wanted, for: Self.key) }
            try other(nvram)
            return true
        }
    }
}

extension PCError {
    fileprivate var isImpossible: Bool { if case .notPossible = self { true } else { false } }
}

/// A console has given the engine other addresses, or the network has: whoever runs it starts it anew, on those.
public struct Readdressed: Error {
    /// Creates the notice.
    public init() {}
}
