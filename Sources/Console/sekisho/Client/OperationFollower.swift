import ConsoleAPI

/// Prints how far an endpoint is with its work.
struct OperationFollower {
    let client: ConsoleClient
    let endpoint: String
    let output: OutputOptions
    private static let pause = Duration.seconds(2)

    /// Shows work that was begun; follows it to its end when asked.
    func show(_ started: OperationView, _ follows: Bool) async throws {
        let last = follows ? try await end(of: started) : started
        try output.show(last) {
            "\($0.state.rawValue) \($0.percent) %: \($0.text)\($0.result.isEmpty ? "" : "\n")\($0.result)"
        }
        if last.state == .failed { throw CommandError.refused(title: "It was not done.", detail: last.text) }
    }

    private func end(of started: OperationView) async throws -> OperationView {
        var latest = started
        while !latest.state.isFinal {
            try await Task.sleep(for: Self.pause)
            let next = try await client.send(Calls.operation, endpoint, started.id)
            if !output.json, next.text != latest.text { print("\(next.percent) %: \(next.text)") }
            latest = next
        }
        return latest
    }
}
