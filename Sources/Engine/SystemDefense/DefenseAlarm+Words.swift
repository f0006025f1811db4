import PacketPolicy

extension DefenseAlarm {
    /// What a handle in a System Defense event means.
    static func words(_ handle: UInt32) -> String {
        switch handle {
        case receiveDefault: "a packet to the user OS matched no filter"
        case transmitDefault: "a packet from the user OS matched no filter"
        case spoofing: "the user OS used an address that is not its own"
        default: "filter \(handle) matched"
        }
    }
}

extension Encounter {
    /// The outbreak in words.
    var words: String {
        let window = reason == .fast ? "too many in the fast window" : "too many in the slow window"
        return port.map { window + ", to port \($0.number) of protocol \($0.transport.rawValue)" } ?? window
    }
}
