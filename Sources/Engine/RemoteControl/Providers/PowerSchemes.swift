import ObjectManager
import AMTSchema
import CIMModel

/// In which states of the PC the engine works: in all of them, so that the scheme which says so is the only one that can
/// be chosen.
package struct PowerSchemes: Provider {
    package init() {}

    typealias Class = AMT.SystemPowerScheme

    /// The scheme in which the engine works whatever the PC does.
    static let current = "SCHEME 1"
    /// The schemes as hardware has them: name, states, identifier.
    static let all = [
        ("SCHEME 0", "Mobile: ON in S0", "djmXEQtWUEOIcJgS85G1YA=="),
        (current, "Mobile: ON in S0, ME Wake in S3, S4-5 (AC only)", "MIAN7gnAeEOvKHhootu+Og=="),
    ]

    func instances() -> [Instance<Class>] {
        Self.all.map { id, text, guid in
            Instance {
                $0.description = text
                $0.elementName = "Intel(r) AMT Power Scheme"
                $0.instanceID = id
                $0.schemeGUID = guid
            }
        }
    }

    /// Clients name the scheme by the request's selectors, by a parameter, or both.
    var methods: [Handler<Class>] {
        [
            .onCall(\.setPowerScheme) { call, input, _ in
                var guid = input.schemeGUID
                if guid == nil { guid = try await Instance<Class>(untrusted: call.target()).schemeGUID }
                guard let scheme = Self.all.first(where: { $0.2 == guid }) else { return .invalidParameter }
                return scheme.0 == Self.current ? .success : .unsupported
            }
        ]
    }
}
