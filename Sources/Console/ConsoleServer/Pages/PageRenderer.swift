import ConsoleAPI
import Foundation
import HTTPTypes
import Hummingbird
import Mustache
import NIOCore

/// Makes pages from templates and words.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary
    private let tables: [Language: StringTable]
    private let fallback: StringTable

    /// Reads templates and words.
    init() async throws {
        library = try await MustacheLibrary(directory: Resources.url("Templates").path)
        fallback = try StringTable(.english)
        tables = [.english: fallback, .japanese: try StringTable(.japanese)]
    }

    /// The words of a language.
    func words(_ language: Language) -> StringTable { tables[language] ?? fallback }

    /// A page from a template.
    func page(_ template: String, _ content: some Page, status: HTTPResponse.Status = .ok) -> Response {
        guard let html = library.render(content, withTemplate: template) else {
            return Response(status: .internalServerError)
        }
        return Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: html))
        )
    }

    /// The page that tells a reader what went wrong.
    func problem(_ problem: Problem, session: Session?, in language: Language) -> Response {
        let words = words(language)
        let title = words["problem", String(problem.type.split(separator: ":").last ?? "")]
        let frame = PageFrame(words, title: title, session: session)
        let page = ProblemPage(page: frame, t: words.values, title: title, detail: problem.detail)
        return self.page("problem", page, status: .init(code: problem.status))
    }
}

/// What fills a template.
protocol Page {
    /// What all pages have.
    var page: PageFrame { get }
    /// The words, by key.
    var t: [String: String] { get }
}

/// What all pages have.
struct PageFrame {
    let language: String
    let title: String
    let user: String?
    let formToken: String?
    /// The stream that tells when the page has changed.
    let live: String?

    init(_ words: StringTable, title: String, session: Session?, live: String? = nil) {
        language = words.language.rawValue
        self.title = title
        user = session?.user
        formToken = session?.formToken
        self.live = live
    }
}

/// What went wrong.
struct ProblemPage: Page {
    let page: PageFrame
    let t: [String: String]
    let title: String
    let detail: String
}
