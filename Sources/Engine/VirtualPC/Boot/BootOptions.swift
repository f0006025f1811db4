/// How one start of the PC differs from the board's own way.
public struct BootOptions: Sendable, Codable, Hashable {
    /// Where to start from; nil for the board's own order.
    public var source: BootDevice?
    /// What to load when ``source`` is ``BootDevice/https``.
    public var https: HTTPSBoot?
    /// Ends in the firmware's setup instead of a system.
    public var entersSetup = false
    /// Waits a minute for a key before it goes on.
    public var pauses = false
    /// Gives the firmware back its settings as delivered.
    public var resetsConfiguration = false
    /// What is erased before the start.
    public var erasure: Erasure = []
    /// Tells of each step of the start.
    public var reportsProgress = false
    /// Turns secure boot on again, where the person at the PC has turned it off.
    public var enforcesSecureBoot = false

    /// Creates the board's own way, or a start from a device.
    public init(source: BootDevice? = nil) {
        self.source = source
    }

    /// True for the board's own way.
    public var isPlain: Bool { self == BootOptions() }
}

/// A start over HTTPS.
public struct HTTPSBoot: Sendable, Codable, Hashable {
    /// Where the program to start lies.
    public var url: String
    /// Whose servers are believed: X.509 certificates in DER. Without one, no server is.
    public var certificates: [[UInt8]]

    /// Creates a start from its parts.
    public init(url: String, certificates: [[UInt8]]) {
        self.url = url
        self.certificates = certificates
    }
}

/// What of a PC can be erased.
public struct Erasure: OptionSet, Sendable, Codable, Hashable {
    public let rawValue: UInt8

    /// The disk of the user OS.
    public static let disk = Erasure(rawValue: 1 << 0)
    /// What the firmware remembers.
    public static let firmware = Erasure(rawValue: 1 << 1)
    /// What the TPM keeps.
    public static let tpm = Erasure(rawValue: 1 << 2)

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// What is erased, in words.
    public var names: [String] {
        let words: [(Erasure, String)] = [
            (.disk, "the disk of the user OS"), (.firmware, "the firmware's variables"), (.tpm, "the TPM"),
        ]
        return words.filter { contains($0.0) }.map(\.1)
    }
}

/// Which boot options a board obeys.
public struct BoardFeatures: Sendable, Codable, Hashable {
    public var setup = false
    public var pause = false
    public var configurationReset = false
    public var httpsBoot = false
    public var progress = false
    /// True when nothing starts that is not signed.
    public var secureBoot = false
    public var erasure: Erasure = []

    /// Creates a board that obeys none.
    public init() {}

    /// A board that obeys all.
    public static let all: BoardFeatures = {
        var features = BoardFeatures()
        features.setup = true
        features.pause = true
        features.configurationReset = true
        features.httpsBoot = true
        features.progress = true
        features.secureBoot = true
        features.erasure = [.disk, .firmware, .tpm]
        return features
    }()

    /// Whether the board can do what a start asks for.
    public func permits(_ options: BootOptions) -> Bool {
        (!options.entersSetup || setup) && (!options.pauses || pause)
            && (!options.resetsConfiguration || configurationReset)
            && (options.source != .https || (httpsBoot && options.https != nil))
            && (!options.reportsProgress || progress)
            && (!options.enforcesSecureBoot || secureBoot) && options.erasure.isSubset(of: erasure)
    }
}
