import FoundationEssentials
import VirtualPC

/// What an engine is told about its PC: the JSON file given with `--config`.
struct EngineConfiguration: Decodable, Sendable {
    /// The management address, in the engine's network namespace.
    let address: String
    /// The management port; 16992 unless said.
    let port: Int
    /// The management port with TLS; 16993 unless said.
    let tlsPort: Int
    /// The administrator's account name.
    let administrator: String
    /// A file with the administrator's password, read at the first start, and at the first after an unprovisioning.
    /// Without one the engine waits to be set up from inside the PC.
    let passwordFile: String?
    /// The domain that the PC is in, for which the certificate of a setup must be; empty when it is not known.
    let domain: String
    /// The PC itself; its fields stand beside the others in the file.
    let pc: PCConfiguration

    private enum CodingKeys: String, CodingKey {
        case address
        case port
        case tlsPort
        case administrator
        case passwordFile
        case domain
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        address = try fields.decode(String.self, forKey: .address)
        port = try fields.decodeIfPresent(Int.self, forKey: .port) ?? 16_992
        tlsPort = try fields.decodeIfPresent(Int.self, forKey: .tlsPort) ?? 16_993
        administrator = try fields.decodeIfPresent(String.self, forKey: .administrator) ?? "admin"
        passwordFile = try fields.decodeIfPresent(String.self, forKey: .passwordFile)
        domain = try fields.decodeIfPresent(String.self, forKey: .domain) ?? ""
        pc = try PCConfiguration(from: decoder)
    }

    /// Reads and checks the file.
    ///
    /// - Throws: ``ConfigurationError`` telling which field is wrong and how to mend it.
    static func read(_ path: String) throws(ConfigurationError) -> EngineConfiguration {
        let configuration: EngineConfiguration
        do {
            let untrusted = try Data(contentsOf: URL(filePath: path))
            configuration = try JSONDecoder().decode(EngineConfiguration.self, from: untrusted)
        } catch let error as DecodingError {
            throw ConfigurationError(path: path, problem: error.explained)
        } catch {
            throw ConfigurationError(path: path, problem: "it cannot be read (\(error)). Does the file exist?")
        }
        if let problem = configuration.firstProblem { throw ConfigurationError(path: path, problem: problem) }
        return configuration
    }

    private var firstProblem: String? {
        if !(1...65_535).contains(port) { return "port: must be between 1 and 65535." }
        if !(1...65_535).contains(tlsPort) || tlsPort == port {
            return "tlsPort: must be between 1 and 65535, and another than port."
        }
        if pc.userOS.memoryMiB < 128 { return "userOS.memoryMiB: needs at least 128." }
        if pc.appliance.memoryMiB < 256 { return "appliance.memoryMiB: needs at least 256." }
        if UUID(uuidString: pc.uuid) == nil { return "uuid: must have the form 8-4-4-4-12 hexadecimal digits." }
        return pc.problem
    }

    /// Where the chassis process of this PC listens.
    var chassisSocket: String { RunDirectory(path: pc.runDirectory).chassis }

    /// The memory that both VMs take together, in MiB.
    var memoryMiB: Int { pc.userOS.memoryMiB + pc.appliance.memoryMiB }
}

/// The configuration file cannot be used.
struct ConfigurationError: Error, CustomStringConvertible {
    let path: String
    let problem: String

    var description: String { "\(path): \(problem)" }
}

extension DecodingError {
    /// The error in words that name the field.
    fileprivate var explained: String {
        switch self {
        case .keyNotFound(let key, let context):
            "the field \(Self.path(context.codingPath + [key])) is missing."
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "the field \(Self.path(context.codingPath)) has the wrong type."
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "it is not valid JSON." : "the field \(Self.path(context.codingPath)): \(context.debugDescription)."
        @unknown default:
            "it cannot be understood."
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String { keys.map(\.stringValue).joined(separator: ".") }
}
