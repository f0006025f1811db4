import ConsoleAPI
import Fleet
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The pages over a desk.
struct PageRoutes: Sendable {
    let desk: any Desk
    let sessions: Sessions
    let pages: PageRenderer
    let now: @Sendable () -> Date = { Date() }

    /// Adds the pages to a router.
    func add(to router: Router<ConsoleContext>) {
        router.get("/", use: signedIn(fleet))
        router.get("/endpoints/{name}", use: signedIn(endpoint))
        router.get("/jobs", use: signedIn(jobs))
        router.get("/jobs/{id}", use: signedIn(job))
        router.get("/cases", use: signedIn(cases))
        router.get("/cases/{id}", use: signedIn(oneCase))
        GuardRoutes(desk: desk, pages: pages).add(to: router)
        FormRoutes(desk: desk, sessions: sessions, pages: pages).add(to: router)
    }

    private typealias Page = @Sendable (Request, ConsoleContext) async throws -> Response

    private func signedIn(_ page: @escaping Page) -> Page {
        { request, context in
            guard context.session != nil else { throw Problem.loginNeeded }
            return try await page(request, context)
        }
    }

    @Sendable private func fleet(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let content = FleetPage(
            pages.words(context.language),
            session: context.session,
            endpoints: try await desk.endpoints(),
            jobs: try await desk.jobs(),
            cases: try await desk.cases(),
            now: now()
        )
        return pages.page("fleet", content)
    }

    @Sendable private func endpoint(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let name = try context.require("name")
        var content = EndpointContent(
            detail: try await desk.endpoint(name),
            facts: try await desk.facts(of: name),
            events: [],
            findings: try await desk.findings(of: name),
            jobs: try await desk.jobs().filter { $0.endpoint == name },
            stories: Story.allCases.map(\.rawValue)
        )
        do {
            content.events = try await desk.events(of: name)
        } catch let problem as Problem {
            content.trouble = problem.detail
        }
        // An endpoint without an appliance keeps nothing, and that is no trouble.
        content.kept = (try? await desk.keptFiles(of: name)) ?? []
        let words = pages.words(context.language)
        return pages.page("endpoint", EndpointPage(words, session: context.session, content, now: now()))
    }

    @Sendable private func jobs(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let words = pages.words(context.language)
        return pages.page("jobs", JobsPage(words, session: context.session, try await desk.jobs(), now: now()))
    }

    @Sendable private func job(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let detail = try await desk.job(context.require("id"))
        return pages.page("job", JobPage(pages.words(context.language), session: context.session, detail, now: now()))
    }

    @Sendable private func cases(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let words = pages.words(context.language)
        return pages.page("cases", CasesPage(words, session: context.session, try await desk.cases(), now: now()))
    }

    @Sendable private func oneCase(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let view = try await desk.oneCase(context.require("id"))
        let jobs = try await desk.jobs().filter { view.jobs.contains($0.id) }
        let words = pages.words(context.language)
        return pages.page("case", CasePage(words, session: context.session, view, jobs: jobs, now: now()))
    }
}
