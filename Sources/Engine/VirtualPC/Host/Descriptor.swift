/// What a machine's process is given open, because it may not open it itself.
enum Descriptor: Sendable, Hashable {
    /// A unix socket that listens at a path, for the engine alone.
    case listener(String)
    /// A tap of the chassis.
    case tap(String)
    /// The user OS's end of the line to its virtual TPM.
    case tpm
}
