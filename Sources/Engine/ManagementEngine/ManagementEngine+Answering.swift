import AccessControl
import Provisioning
import EngineEvents
public import ObjectManager
import AMTSchema
import CIMModel
import NVRAM
import VirtualPC
import WSMan
import XML

extension ManagementEngine {
    /// Answers an envelope with an envelope. A large one is read before the engine is taken up with it, so that nobody
    /// else waits for that.
    ///
    /// - Parameter leastTime: what a request gets that says it has less; AMT's own.
    public nonisolated func answer(
        _ untrustedEnvelope: [UInt8],
        for caller: Caller,
        leastTime: Duration = .seconds(30)
    ) async -> (envelope: [UInt8], isFault: Bool) {
        let number = await nextNumber()
        var messageID = ""
        do {
            let request = try WSManRequest(untrusted: untrustedEnvelope)
            messageID = request.messageID
            let limit = request.operationTimeout.map { max($0, leastTime) }
            return (try await TimeLimit.run(within: limit) { try await self.carryOut(request, number, caller) }, false)
        } catch {
            let fault = WSManFault(error)
            return (
                Envelope.fault(fault.relatesTo.isEmpty ? fault.relating(to: messageID) : fault, number: number), true
            )
        }
    }

    /// The number of the next message that the engine sends.
    func nextNumber() -> UInt32 {
        messageNumber &+= 1
        return messageNumber
    }

    private func carryOut(_ request: WSManRequest, _ number: UInt32, _ caller: Caller) async throws -> [UInt8] {
        if request.operation == .identify {
            return Envelope.identity(vendor: "Intel(R)", version: "AMT \(Identity.amtVersion)")
        }
        try access.check(request.operation, on: request.resourceURI, by: caller)
        let meant = try await dispatcher.resolved(request)
        let body = try await auditor.carryOut(meant, by: caller) {
            if let refusal = try await control.refusal(of: meant.operation, on: meant.resourceURI) {
                return refusal
            }
            return try await self.body(for: meant, caller)
        }
        let action = request.operation.answerAction(on: request.resourceURI)
        let envelope = Envelope.response(
            to: request,
            action: action,
            body: body,
            number: number,
            dated: Inheritance.resourcesWithDatetime
        )
        guard envelope.count <= request.envelopeLimit ?? .max else {
            throw WSManFault.encodingLimit.with(faultDetail: "MaxEnvelopeSizeExceeded")
        }
        return envelope
    }

    private func body(for request: WSManRequest, _ caller: Caller) async throws -> XMLElement? {
        let (resource, selectors) = (request.resourceURI, request.selectors)
        switch request.operation {
        case .get: return try await dispatcher.get(resource, selectors)
        case .put: return try await dispatcher.put(resource, selectors, try request.instance, by: caller)
        case .create:
            let reference = try await dispatcher.create(resource, try request.instance, by: caller)
            return reference.renamed("ResourceCreated", in: WSManURI.transfer)
        case .delete: try await dispatcher.delete(resource, selectors, by: caller)
        case .enumerate: return try await enumerate(request, caller)
        case .pull: return try pull(request, caller)
        case .release: try contexts.release(request.enumerationContext, for: caller.user)
        case .invoke(let method):
            return try await dispatcher.invoke(resource, method, selectors, request.body, by: caller)
        case .subscribe: return try await eventing.subscribe(request, from: caller.side)
        case .unsubscribe: try await eventing.unsubscribe(request, from: caller.side)
        case .renew: return try await eventing.renew(request, from: caller.side)
        case .identify: break
        }
        return nil
    }

    private func enumerate(_ request: WSManRequest, _ caller: Caller) async throws -> XMLElement {
        let wanted = try request.enumeration()
        let items = try await dispatcher.enumerate(request.resourceURI, wanted)
        let context = contexts.open(items, for: caller.user, now: seconds)
        guard wanted.isOptimized else { return EnumerationAnswers.enumerate(context: context) }
        let (first, more) = try contexts.pull(
            context,
            for: caller.user,
            request.limits(wanted.maxElements),
            now: seconds
        )
        return EnumerationAnswers.enumerate(first, context: more ? context : nil)
    }

    private func pull(_ request: WSManRequest, _ caller: Caller) throws -> XMLElement {
        let context = request.enumerationContext
        let (items, more) = try contexts.pull(
            context,
            for: caller.user,
            request.limits(request.maxElements),
            now: seconds
        )
        return EnumerationAnswers.pull(items, context: more ? context : nil)
    }
}

extension WSManRequest {
    /// The instance that a Put or Create carries.
    fileprivate var instance: XMLElement {
        get throws(WSManFault) {
            guard let body else { throw .schemaValidationError }
            return body
        }
    }
}

extension WSManFault {
    /// What the sender is told of an error.
    init(_ error: any Error) {
        switch error {
        case let fault as WSManFault: self = fault
        case let error as PCError: self = .internalError.with(detail: error.description)
        case let error as NVRAMError: self = .internalError.with(detail: error.description)
        default: self = .internalError
        }
    }
}
