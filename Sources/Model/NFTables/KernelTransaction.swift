/// A change of the kernel's rules from inside this process: no program has to start for it.
public enum KernelTransaction {
    /// Carries out nft's commands, all or none of them.
    public static func run(_ commands: String) throws(PacketFilterError) { try LibNFTables().run(commands) }
}
