/// What the person at the PC is told of its management, by the number that the notification service knows.
package struct UserNotice: Hashable, Sendable {
    /// The kind: the last two digits of the message's identifier.
    package let category: UInt8
    /// Which of its kind.
    package let code: UInt8
    package let text: String

    package static let provisioned = UserNotice(category: 55, code: 2, text: "the management engine is set up")
    package static let unprovisioning = UserNotice(
        category: 55,
        code: 3,
        text: "the management engine forgets its setup"
    )
    package static let controlModeChanged = UserNotice(category: 55, code: 4, text: "the control mode is another")
    package static let defenseChanged = UserNotice(
        category: 56,
        code: 0,
        text: "what the PC may send and receive is another"
    )
    package static let networkChanged = UserNotice(category: 57, code: 0, text: "the engine's network is another")
    package static let localTimeForbidden = UserNotice(
        category: 69,
        code: 0,
        text: "the PC may not set the engine's time"
    )
    package static let localTimeAllowed = UserNotice(category: 69, code: 1, text: "the PC may set the engine's time")
    package static let consentGranted = UserNotice(category: 64, code: 1, text: "the user agrees")
    package static let consentEnded = UserNotice(category: 64, code: 2, text: "the user's consent is over")
    package static let consentRequested = UserNotice(category: 64, code: 3, text: "the user is asked for consent")
    package static let consentPolicyChanged = UserNotice(category: 64, code: 4, text: "what needs consent is another")
}
