import CIMModel
import FoundationEssentials
import XML

/// Recorded answers of real firmware. They lie beside the repository and are never part of it, so tests that read them
/// are disabled where they are absent.
enum Recordings {
    private static let folder: String =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(5).joined(separator: "/")
        + "/shared/recorded/go-wsman-messages/responses"

    static var exist: Bool { FileManager.default.fileExists(atPath: folder) }

    static func instances(of name: ClassName) throws -> [XMLElement] {
        try documents.get().flatMap { find(name, in: $0) }
    }

    private static let documents = Result {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".xml") }.sorted().map(read)
    }

    /// Some were edited by hand and begin with empty lines.
    private static func read(_ path: String) throws -> XMLElement {
        try XMLReader.read(Data(contentsOf: URL(filePath: folder + "/" + path)).drop { $0 != UInt8(ascii: "<") })
    }

    private static func find(_ name: ClassName, in element: XMLElement) -> [XMLElement] {
        if element.name == name.description, element.namespace == name.resourceURI { return [element] }
        return element.children.flatMap { find(name, in: $0) }
    }
}
