/// A line for QEMU's monitor for people: the only way to reach the board's ports.
public struct HumanMonitorCommand: QMPCommand {
    /// The name on the wire.
    public static let name = "human-monitor-command"

    public typealias Reply = String

    /// What a person would type.
    public var line: String

    private enum CodingKeys: String, CodingKey {
        case line = "command-line"
    }

    /// Creates the command from what a person would type.
    public init(_ line: String) {
        self.line = line
    }

    /// Reads 32 bits from a port of the board.
    public static func read(port: UInt16) -> HumanMonitorCommand {
        HumanMonitorCommand("i /w 0x" + String(port, radix: 16))
    }

    /// Writes 32 bits to a port of the board.
    public static func write(_ value: UInt32, port: UInt16) -> HumanMonitorCommand {
        HumanMonitorCommand("o /w 0x" + String(port, radix: 16) + " 0x" + String(value, radix: 16))
    }

    /// The value in the monitor's answer to ``read(port:)``, such as `portl[0x0cfc] = 0x00000601`.
    public static func value(untrustedAnswer: String) -> UInt32? {
        guard let mark = untrustedAnswer.lastIndex(of: "x") else {
            return nil
        }
        let digits = untrustedAnswer[mark...].dropFirst().prefix(while: \.isHexDigit)
        return UInt32(digits, radix: 16)
    }
}
