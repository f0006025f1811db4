/// Why the console does not start, and what its administrator can do about it.
enum StartError: Error, CustomStringConvertible {
    case stateDirectory(path: String, reason: String)
    case unreadable(path: String)
    case unwritable(path: String)
    case listen(reason: String)

    var description: String {
        switch self {
        case .stateDirectory(let path, let reason):
            "the state directory \(path) cannot be used: \(reason). Give one that this user may write to with --state."
        case .unreadable(let path): "the password file \(path) cannot be read."
        case .unwritable(let path): "\(path) cannot be written."
        case .listen(let reason):
            "the console cannot listen: \(reason). Is another console running, or the port taken? See --listen and "
                + "--content-listen."
        }
    }
}
