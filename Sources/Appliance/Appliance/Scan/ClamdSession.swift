import Clamd
import Glibc

/// The conversation with the clamd of one scan; blocking. What kills it, or keeps it too long, costs that one file.
struct ClamdSession: ~Copyable {
    private let socket: String
    private let control: Abandonment
    private let lives: ClamdLives
    private var connection: ClamdConnection
    /// How long the databases may take to load.
    private static let loadingSeconds = 300

    /// Waits until clamd answers; nil when it does not.
    init?(_ socket: String, _ lives: ClamdLives, unless control: Abandonment) {
        guard let connection = Self.connect(socket, lives, control) else { return nil }
        (self.socket, self.lives, self.control) = (socket, lives, control)
        self.connection = connection
        lives.answered()
    }

    /// What clamd says of a file.
    ///
    /// - Throws: when there is no clamd any more, for it has died too often.
    mutating func verdict(of file: borrowing UserFile) throws(ApplianceError) -> ClamdVerdict {
        let life = lives.number
        do throws(ClamdError) {
            return try connection.scan(file.descriptor)
        } catch {
            try restart(after: life)
            return .failed(error == .timedOut ? "clamd takes too long for it" : "clamd does not survive it")
        }
    }

    private mutating func restart(after life: Int) throws(ApplianceError) {
        lives.end()
        while lives.number == life, !lives.isOver { usleep(20_000) }
        if let next = Self.connect(socket, lives, control) {
            connection = next
        } else {
            throw control.isRequested ? .cancelled : .failed("clamd has ended too often")
        }
    }

    private static func connect(_ socket: String, _ lives: ClamdLives, _ control: Abandonment) -> ClamdConnection? {
        let deadline = ContinuousClock.now + .seconds(loadingSeconds)
        while !control.isRequested, !lives.isOver, ContinuousClock.now < deadline {
            do throws(ClamdError) {
                let connection = try ClamdConnection(socketPath: socket)
                if try connection.ping() { return connection }
            } catch {
                usleep(100_000)
            }
        }
        return nil
    }
}
