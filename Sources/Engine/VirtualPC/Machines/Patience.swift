/// How long somebody waits for what tells nothing by itself, and for what must be seen through.
enum Patience {
    /// Rests before the next look, unless the caller was told to end: then nobody waits for what is looked for.
    ///
    /// In a cancelled task no sleep takes any time; a loop that went on would spin until its own time is over.
    static func rest(_ time: Duration) async throws(PCError) {
        do {
            try await Task.sleep(for: time)
        } catch {
            throw .abandoned
        }
    }

    /// Does to its end what must not be left half done, also when the caller is told to end meanwhile.
    static func seeThrough<Answer: Sendable>(
        _ deed: @escaping @Sendable () async throws(PCError) -> Answer
    ) async throws(PCError) -> Answer {
        // A child task would be cancelled with its parent.
        let outcome = await Task { () -> Result<Answer, PCError> in
            do throws(PCError) {
                return .success(try await deed())
            } catch {
                return .failure(error)
            }
        }.value
        return try outcome.get()
    }
}

extension PCError {
    /// What ends a wait whose caller was told to end.
    static let abandoned = PCError.timedOut("the time of the request was over before it was done")
}
