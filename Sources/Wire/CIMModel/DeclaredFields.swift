import Synchronization

/// The fields of a declaration, a superclass's among them.
public struct DeclaredFields: Sendable {
    /// In the order of declaration.
    public let all: [any AnyField]
    /// The names of all.
    public let names: Set<String>
    /// The names of those that tell one instance from another.
    public let keys: [String]

    fileprivate init(of declaration: any Declaration) {
        all = Self.list(declaration)
        names = Set(all.map(\.name))
        keys = all.filter { $0.qualifiers.contains(.key) }.map(\.name)
    }

    private static func list(_ declaration: any Declaration) -> [any AnyField] {
        Mirror(reflecting: declaration).children.flatMap { child -> [any AnyField] in
            switch child.value {
            case let field as any AnyField: [field]
            case let superclass as any Declaration: list(superclass)
            default: []
            }
        }
    }

    /// What each type declares, found once: to look into a type takes long, and ten thousand endpoints share it.
    fileprivate static let known = Mutex<[ObjectIdentifier: DeclaredFields]>([:])
}

extension Declaration {
    /// What is declared.
    public static var declared: DeclaredFields {
        let type = ObjectIdentifier(Self.self)
        if let declared = DeclaredFields.known.withLock({ $0[type] }) { return declared }
        let declared = DeclaredFields(of: Self())
        DeclaredFields.known.withLock { $0[type] = declared }
        return declared
    }

    /// The fields, in the order of declaration, a superclass's among them.
    public static var fields: [any AnyField] { declared.all }
}
