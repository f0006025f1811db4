import ConsoleAPI
import Foundation

/// A line of the list of kept files.
struct KeptFileRow {
    let link: String
    let path: String
    let infection: String
    let sha256: String
    let shortSHA256: String
    let at: Moment?

    init(_ file: KeptFileView, of endpointLink: String, now: Date, _ words: StringTable) {
        link = "\(endpointLink)/kept-files/\(CallPath.encode(file.id))"
        path = file.path
        infection = file.infection
        sha256 = file.sha256
        shortSHA256 = String(file.sha256.prefix(12))
        at = Moment(file.keptAt, now: now, words)
    }
}
