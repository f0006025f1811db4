/// Changes the place of a device in the boot order; the firmware sees it from the next reset on.
public struct SetBootIndex: QMPCommand {
    /// The name on the wire.
    public static let name = "qom-set"

    private let path: String
    private let property = "bootindex"
    private let value: Int

    /// Creates the command; nil takes the device out of the order.
    public init(device: String, place: Int?) {
        path = "/machine/peripheral/" + device
        value = place ?? -1
    }
}
