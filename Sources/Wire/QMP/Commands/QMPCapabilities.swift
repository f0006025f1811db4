/// Agrees on capabilities; the first command of every connection.
struct QMPCapabilities: QMPCommand {
    static let name = "qmp_capabilities"

    init() {}
}
