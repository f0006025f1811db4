import ApplianceLink
import FoundationEssentials
import Logging
import ServiceLifecycle

/// Answers the engine over the link, and tells it what happens.
struct LinkService: Service {
    let port: LinkPort
    let appliance: Appliance
    let outbox: Outbox
    let log: Logger

    func run() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask { await send() }
            var reader = LinkReader()
            for await report in port.reports().cancelOnGracefulShutdown() {
                switch report {
                case .connected:
                    reader = LinkReader()
                    group.addTask { outbox.put(.event(.ready(await appliance.health()))) }
                case .disconnected: log.info("the engine is gone")
                case .bytes(let bytes):
                    for message in reader.receive(bytes) { take(message, &group) }
                }
            }
            outbox.finish()
        }
    }

    private func take(_ message: Result<LinkMessage, LinkError>, _ group: inout DiscardingTaskGroup) {
        switch message {
        case .success(.request(let id, let request)):
            group.addTask { outbox.put(.reply(id: id, await appliance.answer(request, id: id))) }
        case .success: log.warning("the engine sent what only the appliance sends")
        case .failure(let error): log.warning("a line of the link is unreadable: \(error)")
        }
    }

    private func send() async {
        var isBroken = false
        await outbox.deliver { message in
            guard let line = try? message.line() else { return true }
            // After a line that went out in part, an empty line brings the engine's reader back.
            isBroken = await !port.write((isBroken ? [UInt8(ascii: "\n")] : []) + Array(line))
            if isBroken { log.warning("the engine did not take a message") }
            return !isBroken
        }
    }
}
