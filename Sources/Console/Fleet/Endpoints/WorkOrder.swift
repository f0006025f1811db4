/// Work that an endpoint does for minutes, while the console asks how far it is.
public enum WorkOrder: Sendable, Codable, Hashable {
    /// Where packages come from when the user OS installs them.
    public enum PackageSource: Sendable, Codable, Hashable {
        /// The payload disk that the appliance filled; needs no network.
        case payload
        /// The package cache of the appliance, in the patching stance: these repositories, as apt's sources name them after
        /// `deb`, and no others.
        case cache(repositories: [String])

        /// The source in a word.
        var word: String {
            switch self {
            case .payload: "payload"
            case .cache: "cache"
            }
        }
    }

    /// The appliance fetches and loads new virus definitions.
    case updateDefinitions(Content)
    /// The appliance fetches and loads new detection rules.
    case updateRules(Content)
    /// The appliance fetches and loads the policy of its guard.
    case updatePolicy(Content)
    /// The appliance fetches and loads the block lists of its guard.
    case updateLists(Content)
    /// The appliance scans the disk of the user OS; the result is a `ScanReport`.
    case scan(ScanOptions)
    /// The appliance compares what is installed with repositories; the result is a list of `MissingUpdate`.
    case listUpdates(repositories: [String])
    /// The appliance puts the newest packages on the payload disk; the result is a `PayloadManifest`.
    case stage(packages: [String], repository: String)
    /// The agent of the user OS removes a file if it still is what was found.
    case removeFile(path: String, sha256: String)
    /// The agent of the user OS installs packages.
    case install(packages: [String], from: PackageSource)
    /// The engine reads the software of the user OS through its agent.
    case refreshFacts
    /// The user OS opens a TCP connection.
    case checkNetwork(host: String, port: Int)
    /// The agent of the user OS puts back a file that the appliance has kept.
    case restoreFile(id: String)
    /// The appliance throws a kept file away.
    case forgetFile(id: String)
    /// The user OS restarts if what was installed asks for it; the result says whether it did.
    case restartIfNeeded
    /// The engine keeps the disk of the user OS as it is.
    case takeSnapshot
    /// The engine makes it that again; the user OS is off afterwards.
    case returnToSnapshot
    /// The engine forgets the snapshot.
    case forgetSnapshot
    /// The engine makes the disk the golden image again; the user OS is off afterwards.
    case resetDisk(keepsData: Bool)

    /// A key for this order within a step: the same order has the same key.
    public var key: String {
        switch self {
        case .updateDefinitions(let content): "update-definitions \(content.version)"
        case .updateRules(let content): "update-rules \(content.version)"
        case .updatePolicy(let content): "update-policy \(content.version)"
        case .updateLists(let content): "update-lists \(content.version)"
        case .scan(let options): options.isFull ? "scan" : "scan changes"
        case .listUpdates: "list-updates"
        case .restoreFile(let id): "restore-file \(id)"
        case .forgetFile(let id): "forget-file \(id)"
        case .restartIfNeeded: "restart-if-needed"
        case .takeSnapshot: "take-snapshot"
        case .returnToSnapshot: "return-to-snapshot"
        case .forgetSnapshot: "forget-snapshot"
        case .resetDisk(let keepsData): keepsData ? "reset-disk" : "reset-disk-and-data"
        case .stage(let packages, _): "stage \(packages.joined(separator: " "))"
        case .removeFile(let path, _): "remove \(path)"
        case .install(let packages, let source): "install \(source.word) \(packages.joined(separator: " "))"
        case .refreshFacts: "refresh-facts"
        case .checkNetwork(let host, let port): "check \(host):\(port)"
        }
    }
}
