public import FoundationEssentials

/// A person's name and password.
public struct LoginRequest: Codable, Hashable, Sendable {
    /// Who.
    public var user: String
    /// The password.
    public var password: String

    /// Creates the request.
    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }
}

/// A session that was opened.
public struct LoginAnswer: Codable, Hashable, Sendable {
    /// What later requests carry as `Authorization: Bearer …`.
    public var token: String
    /// When the session ends by itself.
    public var expiresAt: Date

    /// Creates the answer.
    public init(token: String, expiresAt: Date) {
        self.token = token
        self.expiresAt = expiresAt
    }
}
