import ConsoleAPI
import Hummingbird

extension FormRoutes {
    /// Begins a scan, or changes the one that is running.
    @Sendable func scan(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let form = try await signedForm(request, context)
        let name = try context.require("name")
        let order = try form.required("scan")
        if let change = ScanChange(rawValue: order) {
            try await desk.change(scan: change, of: name)
        } else {
            guard ["full", "changes"].contains(order) else { throw Problem.badRequest("There is no such scan.") }
            _ = try await desk.scan(ScanRequest(full: order == "full"), of: name)
        }
        return .redirect(to: page(name), type: .normal)
    }

    /// Puts a kept file back, or throws it away.
    @Sendable func keptFile(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let form = try await signedForm(request, context)
        let (name, id) = (try context.require("name"), try context.require("id"))
        switch try form.required("action") {
        case "restore": _ = try await desk.restoreFile(id, of: name)
        case "forget": _ = try await desk.forgetFile(id, of: name)
        default: throw Problem.badRequest("There is no such action.")
        }
        return .redirect(to: page(name), type: .normal)
    }
}
