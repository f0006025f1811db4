import ConsoleAPI
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PacketPolicy

/// What the forms of the pages send.
struct FormRoutes: Sendable {
    let desk: any Desk
    let sessions: Sessions
    let pages: PageRenderer

    /// Adds the forms' targets to a router.
    func add(to router: Router<ConsoleContext>) {
        router.get("/login") { _, context in
            pages.page("login", LoginPage(pages.words(context.language)))
        }
        router.post("/login", use: login)
        router.post("/logout", use: logout)
        router.post("/endpoints", use: addEndpoint)
        router.post("/endpoints/{name}/power", use: power)
        router.post("/endpoints/{name}/stance", use: stance)
        router.post("/endpoints/{name}/jobs", use: startJob)
        router.post("/endpoints/{name}/scan", use: scan)
        router.post("/endpoints/{name}/kept-files/{id}", use: keptFile)
    }

    @Sendable private func login(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        guard !FormToken.isCrossSite(request) else { throw Problem.crossSite }
        let form = try await Form(request, context)
        do {
            let answer = try await sessions.login(
                LoginRequest(user: form.required("user"), password: form.required("password"))
            )
            var response = Response.redirect(to: "/", type: .normal)
            response.setCookie(SessionMiddleware.cookie(token: answer.token))
            return response
        } catch let problem as Problem {
            return refuse(problem, pages.words(context.language))
        }
    }

    private func refuse(_ problem: Problem, _ words: StringTable) -> Response {
        let seconds = problem.detail.split(separator: " ").compactMap { Int($0) }.first ?? 0
        let trouble = problem.status == 429 ? words.filled("login_wait", seconds) : words["login_failed"]
        return pages.page("login", LoginPage(words, trouble: trouble), status: .init(code: problem.status))
    }

    @Sendable private func logout(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try await signedForm(request, context)
        if let token = context.token { await sessions.logout(token) }
        var response = Response.redirect(to: "/login", type: .normal)
        response.setCookie(SessionMiddleware.forgetting)
        return response
    }

    @Sendable private func addEndpoint(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let form = try await signedForm(request, context)
        let addition = EndpointAddition(
            name: try form.required("name"),
            address: try form.required("address"),
            port: Int(form["port"] ?? ""),
            user: form["user"],
            password: try form.required("password")
        )
        let added = try await desk.add(addition)
        return .redirect(to: page(added.name), type: .normal)
    }

    @Sendable private func power(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let form = try await signedForm(request, context)
        let name = try context.require("name")
        guard let action = PowerVerb(rawValue: try form.required("action")) else {
            throw Problem.badRequest("There is no such power action.")
        }
        try await desk.order(PowerOrder(action: action, bootOnce: form["bootOnce"].flatMap(BootSource.init)), of: name)
        return .redirect(to: page(name), type: .normal)
    }

    @Sendable private func stance(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let form = try await signedForm(request, context)
        let name = try context.require("name")
        guard let stance = Stance(rawValue: try form.required("stance")) else {
            throw Problem.badRequest("There is no such stance.")
        }
        try await desk.order(StanceOrder(stance: stance, reason: form["reason"] ?? ""), of: name)
        return .redirect(to: page(name), type: .normal)
    }

    @Sendable private func startJob(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let form = try await signedForm(request, context)
        let job = try await desk.start(JobOrder(story: form.required("story")), on: context.require("name"))
        return .redirect(to: "/jobs/" + CallPath.encode(job.summary.id), type: .normal)
    }

    func signedForm(_ request: Request, _ context: ConsoleContext) async throws -> Form {
        try await Form(signed: request, context)
    }

    /// The page of an endpoint.
    func page(_ name: String) -> String { "/endpoints/" + CallPath.encode(name) }
}
