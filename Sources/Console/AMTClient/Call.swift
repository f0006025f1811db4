public import CIMModel
import WSMan
import XML

/// A method of one management engine, ready to be called.
public struct Call<Class: CIMClass, Input: Declaration, Output: Declaration>: Sendable {
    let proxy: Proxy<Class>
    let method: Method<Input, Output>

    /// Calls the method of the instance that has these keys, with the parameters that the closure sets.
    ///
    /// - Throws: ``MethodFailed`` when the engine answers with anything but 0.
    @discardableResult
    public func callAsFunction(
        on selectors: [String: String] = [:],
        _ set: (inout Values<Input>) -> Void = { _ in }
    ) async throws -> Values<Output> {
        var input = Values<Input>(namespace: proxy.resourceURI)
        set(&input)
        let body = XMLElement(method.name + "_INPUT", in: proxy.resourceURI, children: input.elements)
        guard let answer = try await proxy.send(.invoke(method.name), selectors, body),
            let code = answer["ReturnValue"]?.trimmedText
        else { throw AMTClientError.malformed("\(method.name) brought no ReturnValue") }
        guard code == "0" else { throw MethodFailed<Class>(method: method.name, code: code) }
        return try values(answer)
    }

    private func values(_ answer: XMLElement) throws(AMTClientError) -> Values<Output> {
        do throws(UnreadableField) {
            return try Values(answer.children, namespace: proxy.resourceURI)
        } catch {
            throw .malformed("\(method.name)'s \(error.name) is not of its type")
        }
    }
}

/// A method answered with a status other than success.
public struct MethodFailed<Class: CIMClass>: Error, Hashable, CustomStringConvertible {
    /// The method's name on the wire.
    public let method: String
    /// The return value as it came.
    public let code: String
    /// The meaning of the return value; nil when the class does not name it.
    public var status: Class.Status? { Class.Status(text: code) }

    /// Creates the error from its parts.
    public init(method: String, code: String) {
        self.method = method
        self.code = code
    }

    /// The method, its return value and what that means.
    public var description: String {
        let meaning = status.map { " (\($0))" } ?? ""
        return "\(Class.className).\(method) failed with return value \(code)\(meaning)."
    }
}
