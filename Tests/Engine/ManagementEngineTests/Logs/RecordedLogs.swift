import Foundation

/// The records of logs that were recorded of hardware; they are not part of the project.
enum RecordedLogs {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../../shared/recorded").standardizedFileURL

    static let exist = FileManager.default.fileExists(atPath: folder.path)

    /// The records of audit logs.
    static let auditRecords =
        elements("EventRecords", in: "go-wsman-messages/responses/amt/auditlog/readrecords.xml")
        + literals(after: "EventRecords: [", in: "mps/json/wsmanResponses.ts")

    /// The records of event logs.
    static let eventRecords =
        elements("RecordArray", in: "go-wsman-messages/responses/amt/messagelog/getrecords.xml")
        + literals(after: "RecordArray: [", in: "mps/json/wsmanResponses.ts")

    private static func text(_ path: String) -> String {
        (try? String(contentsOf: folder.appending(path: path), encoding: .utf8)) ?? ""
    }

    private static func elements(_ name: String, in path: String) -> [[UInt8]] {
        text(path).components(separatedBy: "<g:\(name)>").dropFirst()
            .compactMap { Data(base64Encoded: String($0.prefix { $0 != "<" })).map(Array.init) }
    }

    private static func literals(after start: String, in path: String) -> [[UInt8]] {
        let list = text(path).components(separatedBy: start).dropFirst().first?.prefix { $0 != "]" } ?? ""
        return list.components(separatedBy: "'").compactMap { Data(base64Encoded: $0).map(Array.init) }
            .filter { !$0.isEmpty }
    }
}
