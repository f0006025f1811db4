import Foundation

/// The files that come with the program: templates, words, styles.
enum Resources {
    /// A file that was not installed with the program.
    struct Missing: Error, CustomStringConvertible {
        let path: String
        var description: String { "the file '\(path)' of the console is missing: install the program again" }
    }

    /// Where a file is.
    static func url(_ path: String) throws -> URL {
        let url = Bundle.module.bundleURL.appending(path: path)
        guard FileManager.default.fileExists(atPath: url.path) else { throw Missing(path: path) }
        return url
    }
}
