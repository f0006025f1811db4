import ConsoleAPI
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The page of the guard's policy, and the evidence of cases as files.
struct GuardRoutes: Sendable {
    let desk: any Desk
    let pages: PageRenderer

    /// Adds them to a router.
    func add(to router: Router<ConsoleContext>) {
        router.get("/policy", use: show)
        router.post("/policy", use: take)
        router.post("/policy/distribution", use: distribute)
        router.get("/cases/{id}/evidence/{part}", use: evidence)
    }

    @Sendable private func show(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        guard context.session != nil else { throw Problem.loginNeeded }
        return page(try await desk.policy().text, trouble: nil, context)
    }

    @Sendable private func take(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let text = try await Form(signed: request, context).required("text")
        do {
            _ = try await desk.take(GuardPolicyText(text: text))
            return .redirect(to: "/policy", type: .normal)
        } catch let problem as Problem {
            return page(text, trouble: problem.detail, context)
        }
    }

    /// Starts the story at every endpoint; one that is at work already goes on with that.
    @Sendable private func distribute(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try await Form(signed: request, context)
        for endpoint in try await desk.endpoints() {
            do { _ = try await desk.start(JobOrder(story: "update-guard"), on: endpoint.name) } catch let problem
                as Problem
            {
                guard problem.status == 409 else { throw problem }
            }
        }
        return .redirect(to: "/jobs", type: .normal)
    }

    private func page(_ text: String, trouble: String?, _ context: ConsoleContext) -> Response {
        let words = pages.words(context.language)
        let content = PolicyPage(words, session: context.session, text: text, trouble: trouble)
        return pages.page("policy", content, status: trouble == nil ? .ok : .badRequest)
    }

    @Sendable private func evidence(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        guard context.session != nil else { throw Problem.loginNeeded }
        let file = try await desk.evidence(context.require("part"), ofCase: context.require("id"))
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream",
                .contentDisposition:
                    "attachment; filename=\"\(file.name.filter { $0.isLetter || $0.isNumber || "-.".contains($0) })\"",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: file.content))
        )
    }
}

/// The policy of the guard, to be edited.
struct PolicyPage: Page {
    let page: PageFrame
    let t: [String: String]
    let text: String
    let trouble: String?

    init(_ words: StringTable, session: Session?, text: String, trouble: String?) {
        page = PageFrame(words, title: words["policy"], session: session, live: nil)
        t = words.values
        self.text = text
        self.trouble = trouble
    }
}
