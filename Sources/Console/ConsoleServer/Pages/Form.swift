import ConsoleAPI
import Hummingbird

/// The fields of a form that a browser sent.
struct Form: Sendable {
    private let untrustedFields: [String: String]

    /// Reads the body of a request.
    init(_ request: Request, _ context: ConsoleContext) async throws {
        let untrustedBody = try await request.body.collect(upTo: context.maxUploadSize)
        do {
            untrustedFields = try URLEncodedFormDecoder()
                .decode([String: String].self, from: String(buffer: untrustedBody))
        } catch {
            throw Problem.badRequest("The form cannot be read.")
        }
    }

    /// Reads the body of a request from somebody who is logged in, sent by our own page.
    init(signed request: Request, _ context: ConsoleContext) async throws {
        guard context.session != nil else { throw Problem.loginNeeded }
        try await self.init(request, context)
        try FormToken.check(request, context, field: self["form"])
    }

    /// A field, when it was sent.
    subscript(name: String) -> String? { untrustedFields[name] }

    /// A field that has to be there.
    func required(_ name: String) throws -> String {
        guard let value = untrustedFields[name], !value.isEmpty else {
            throw Problem.badRequest("The field '\(name)' is empty.")
        }
        return value
    }
}
