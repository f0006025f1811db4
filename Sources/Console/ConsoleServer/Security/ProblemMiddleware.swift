import ConsoleAPI
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Answers each error with a problem: as JSON under `/api`, as a page elsewhere.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = ConsoleContext

    let pages: PageRenderer

    func handle(
        _ request: Request,
        context: ConsoleContext,
        next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Self.problem(error)
            if problem.status >= 500 {
                context.logger.error("request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            }
            return try respond(problem, to: request, context)
        }
    }

    private func respond(_ problem: Problem, to request: Request, _ context: ConsoleContext) throws -> Response {
        if request.uri.path.hasPrefix("/api/") { return try Self.json(problem) }
        if problem.type == Problem.loginNeeded.type, request.method == .get {
            return .redirect(to: "/login", type: .normal)
        }
        let language = Language(acceptLanguage: request.headers[.acceptLanguage])
        return pages.problem(problem, session: context.session, in: language)
    }

    static func problem(_ error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as any HTTPResponseError: httpProblem(error.status)
        case is NIOTooManyBytesError: httpProblem(.contentTooLarge)
        case is DecodingError: .badRequest("The request's body does not have the form that this call needs.")
        default: .inside
        }
    }

    private static func httpProblem(_ status: HTTPResponse.Status) -> Problem {
        switch status.code {
        case 404: Problem("not-found", title: "Not found", status: 404, detail: "There is nothing at this address.")
        case 413: Problem("too-large", title: "Too large", status: 413, detail: "The request's body is too large.")
        case 500...: .inside
        default: Problem("http", title: status.reasonPhrase, status: status.code, detail: "\(status)")
        }
    }

    /// A problem as `application/problem+json`.
    static func json(_ problem: Problem) throws -> Response {
        var headers: HTTPFields = [.contentType: Problem.mediaType]
        if problem.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        let body = ByteBuffer(bytes: try ConsoleJSON.encode(problem))
        return Response(status: .init(code: problem.status), headers: headers, body: .init(byteBuffer: body))
    }
}
