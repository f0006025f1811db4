/// A class as the schema has it.
struct SchemaClass {
    let name: String
    let parent: String
    let methods: [String]

    /// Reads the list of classes: name, parent, methods, with a tab between.
    static func list(_ text: String) -> [SchemaClass] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return SchemaClass(
                name: columns[0],
                parent: columns.count > 1 ? columns[1] : "",
                methods: columns.count > 2 ? columns[2].split(separator: " ").map(String.init) : []
            )
        }
    }

    /// Whether other classes derive from this one.
    func isBase(in schema: [SchemaClass]) -> Bool { schema.contains { $0.parent == name } }
}
