/// Pulls or plugs the cable of a network adapter.
public struct SetLink: QMPCommand {
    /// The name on the wire.
    public static let name = "set_link"

    var name: String
    var up: Bool

    /// Creates the command for the adapter or network back end of this name.
    public init(_ name: String, up: Bool) {
        self.name = name
        self.up = up
    }
}
