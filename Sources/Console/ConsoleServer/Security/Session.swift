import Foundation

/// An open session.
struct Session: Codable, Hashable, Sendable {
    /// Whose it is.
    let user: String
    /// What forms of this session carry, so that no other site can send them.
    let formToken: String
    /// When it ends by itself.
    let expiresAt: Date
}
