public import PacketPolicy

/// An endpoint that joins the fleet.
public struct EndpointAddition: Codable, Hashable, Sendable {
    /// Its name in the fleet.
    public var name: String
    /// The address of its engine.
    public var address: String
    /// The port of its engine; 16992 when it is left out.
    public var port: Int?
    /// The administrator's name at the engine; `admin` when it is left out.
    public var user: String?
    /// The administrator's password at the engine.
    public var password: String

    /// Creates the addition.
    public init(name: String, address: String, port: Int? = nil, user: String? = nil, password: String) {
        self.name = name
        self.address = address
        self.port = port
        self.user = user
        self.password = password
    }
}

/// An appliance's part in the cache of its branch.
public struct BranchOrder: Codable, Hashable, Sendable {
    /// Whether others may fetch through its cache.
    public var serves: Bool
    /// The endpoint through whose cache it fetches; by itself when it is left out.
    public var through: String?

    /// Creates the order.
    public init(serves: Bool, through: String? = nil) {
        self.serves = serves
        self.through = through
    }
}

/// What can be asked of an endpoint's power.
public enum PowerVerb: String, Codable, CaseIterable, Hashable, Sendable {
    /// Switch on.
    case on
    /// Shut the user OS down and switch off.
    case offGraceful
    /// Switch off at once.
    case offHard
    /// Shut the user OS down and start again.
    case resetGraceful
    /// Reset at once.
    case reset
    /// Switch off at once and on again.
    case cycle
    /// Sleep.
    case sleep
}

/// What an endpoint boots from, once.
public enum BootSource: String, Codable, CaseIterable, Hashable, Sendable {
    /// The disk, as ever.
    case disk
    /// The installation medium.
    case cd
    /// The network.
    case network
}

/// An order to an endpoint's power.
public struct PowerOrder: Codable, Hashable, Sendable {
    /// What to do.
    public var action: PowerVerb
    /// What to boot from this one time.
    public var bootOnce: BootSource?

    /// Creates the order.
    public init(action: PowerVerb, bootOnce: BootSource? = nil) {
        self.action = action
        self.bootOnce = bootOnce
    }
}

/// An order to change the stance.
public struct StanceOrder: Codable, Hashable, Sendable {
    /// The stance to take.
    public var stance: Stance
    /// Why; it is kept with the stance.
    public var reason: String

    /// Creates the order.
    public init(stance: Stance, reason: String) {
        self.stance = stance
        self.reason = reason
    }
}
