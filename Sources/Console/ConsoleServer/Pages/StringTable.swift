import ConsoleAPI
import Foundation

/// The words of the pages in one language: `Strings/<language>.json`.
struct StringTable: Sendable {
    let language: Language
    let values: [String: String]

    /// Reads the table of a language.
    init(_ language: Language) throws {
        self.language = language
        let file = try Resources.url("Strings/\(language.rawValue).json")
        values = try ConsoleJSON.decode([String: String].self, from: Data(contentsOf: file))
    }

    /// The words for a key; the key itself when there are none.
    subscript(key: String) -> String { values[key] ?? key }

    /// The words for a code with a prefix, such as `power` and `on`; the code itself when there are none.
    subscript(prefix: String, code: String) -> String { values["\(prefix)_\(code)"] ?? code }

    /// The words for a key with `%` replaced.
    func filled(_ key: String, _ value: some CustomStringConvertible) -> String {
        self[key].replacing("%", with: "\(value)")
    }
}
