import FoundationEssentials

/// The sensors of the host, as Linux shows them below /sys/class: hwmon's, and thermal zones that hwmon does not show.
///
/// What stands there is what drivers and firmware write, so names are cut and numbers parsed.
struct HostSensors: Sendable {
    /// Sensors at most; more belong to no board.
    static let greatestCount = 64
    private static let longestName = 64
    private static let greatestFile = 4096

    var root = "/sys/class"

    /// All of them, each device's in their order.
    func sensors() -> [BoardSensor] {
        let monitors = directories("hwmon").flatMap(monitored)
        let zones = directories("thermal").compactMap(zone)
        return Array((monitors + zones).prefix(Self.greatestCount))
    }

    /// The entries of a class of devices, in the order of their numbers.
    private func directories(_ name: String) -> [String] {
        let path = root + "/" + name
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return entries.sorted { ($0.count, $0) < ($1.count, $1) }.map { path + "/" + $0 }
    }

    private func monitored(_ path: String) -> [BoardSensor] {
        let device = text(path + "/name") ?? "sensor"
        return BoardSensor.Kind.allCases.flatMap { kind in
            // Numbers begin at 0 or 1, and may have gaps.
            (0..<Self.greatestCount).compactMap { sensor(path + "/\(kind.prefix)\($0)", device, kind, $0) }
        }
    }

    private func sensor(_ path: String, _ device: String, _ kind: BoardSensor.Kind, _ number: Int) -> BoardSensor? {
        guard FileManager.default.fileExists(atPath: path + "_input") else { return nil }
        let label = text(path + "_label") ?? "\(kind.rawValue) \(number)"
        return BoardSensor(name: Self.name(device, label), kind: kind, state: state(path, kind))
    }

    private func state(_ path: String, _ kind: BoardSensor.Kind) -> BoardSensor.State {
        guard let value = number(path + "_input") else { return .unknown }
        let alarms = ["_alarm", "_crit_alarm", "_emergency_alarm", "_fault"].compactMap { number(path + $0) }
        if alarms.contains(where: { $0 != 0 }) { return .bad }
        let limit = kind == .temperature ? number(path + "_crit").flatMap { $0 > 0 ? $0 : nil } : nil
        if let limit { return value < limit ? .good : .bad }
        return alarms.isEmpty ? .unknown : .good
    }

    /// A zone that the kernel does not show among hwmon's as well.
    private func zone(_ path: String) -> BoardSensor? {
        guard let kind = text(path + "/type"), FileManager.default.fileExists(atPath: path + "/temp"),
            !entries(path).contains(where: { $0.hasPrefix("hwmon") })
        else { return nil }
        return BoardSensor(name: Self.name(kind, "temperature"), kind: .temperature, state: zoneState(path))
    }

    private func zoneState(_ path: String) -> BoardSensor.State {
        let limits = (0..<16).filter { text(path + "/trip_point_\($0)_type") == "critical" }
            .compactMap { number(path + "/trip_point_\($0)_temp") }.filter { $0 > 0 }
        guard let value = number(path + "/temp"), let limit = limits.min() else { return .unknown }
        return value < limit ? .good : .bad
    }

    private func entries(_ path: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    private func number(_ path: String) -> Int? { text(path).flatMap { Int($0) } }

    /// The first line of a file.
    private func text(_ path: String) -> String? {
        guard let untrusted = FileManager.default.contents(atPath: path), untrusted.count <= Self.greatestFile else {
            return nil
        }
        let line = String(decoding: untrusted, as: UTF8.self).split(separator: "\n").first.map { String($0).trimmed }
        return line.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func name(_ untrustedDevice: String, _ untrustedLabel: String) -> String {
        let text = untrustedDevice + " " + untrustedLabel
        return String(
            text.filter { $0.isASCII && !$0.isNewline && ($0.asciiValue ?? 0) >= 0x20 && $0 != "\u{7F}" }.prefix(
                longestName
            )
        )
    }
}

extension BoardSensor.Kind {
    /// How hwmon's files for it begin.
    fileprivate var prefix: String {
        switch self {
        case .temperature: "temp"
        case .voltage: "in"
        case .fan: "fan"
        }
    }
}
