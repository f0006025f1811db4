import ManagementEngine

/// One notification on its way to the notification service of the PC, as AMT posts it.
struct LocalPost: Sendable {
    /// How long the service may take.
    private static let limit = Duration.seconds(10)

    let hub: LocalHub
    let envelope: [UInt8]

    /// Sends it; one that nobody takes is lost, as it is on a PC without the service.
    func send() async throws {
        guard let inlet = try await hub.call() else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await exchange(inlet) }
            group.addTask { try? await Task.sleep(for: Self.limit) }
            await group.next()
            group.cancelAll()
        }
        try await hub.close(inlet)
    }

    private func exchange(_ inlet: LocalHub.Inlet) async throws {
        var turns = inlet.turns.makeAsyncIterator()
        var rest = (head + envelope)[...]
        while !rest.isEmpty {
            // The first turn is that the channel was taken.
            guard await turns.next() != nil, let left = try await hub.send(rest, from: inlet) else { return }
            rest = left
        }
        // What is answered changes nothing: with it, or with the end of the channel, the service has what it needs.
        for await _ in inlet.bytes { return }
    }

    private var head: [UInt8] {
        let lines = [
            "POST / HTTP/1.1", "Host: localhost:0", "User-Agent: Intel(R) AMT Agent", "Connection: Keep-Alive",
            "Content-Length: \(envelope.count)", "", "",
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }
}
