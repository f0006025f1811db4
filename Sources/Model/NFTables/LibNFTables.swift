import CNFTables

/// libnftables inside the process: one context, used by one caller at a time.
final class LibNFTables {
    private let context: OpaquePointer

    init() throws(PacketFilterError) {
        guard let context = nft_ctx_new(UInt32(NFT_CTX_DEFAULT)) else { throw .unavailable }
        self.context = context
        guard nft_ctx_buffer_output(context) == 0, nft_ctx_buffer_error(context) == 0 else { throw .unavailable }
    }

    deinit {
        nft_ctx_free(context)
    }

    /// Carries a script out as one transaction and gives back what nft prints.
    @discardableResult
    func run(_ script: String) throws(PacketFilterError) -> String {
        try run(script, flags: UInt32(NFT_CTX_OUTPUT_NUMERIC_ALL))
    }

    /// Runs a command that lists something, and gives back JSON.
    func list(_ command: String) throws(PacketFilterError) -> String {
        try run(command, flags: UInt32(NFT_CTX_OUTPUT_JSON) | UInt32(NFT_CTX_OUTPUT_NUMERIC_PROTO))
    }

    private func run(_ script: String, flags: UInt32) throws(PacketFilterError) -> String {
        nft_ctx_output_set_flags(context, flags)
        let status = nft_run_cmd_from_buffer(context, script)
        let output = nft_ctx_get_output_buffer(context).map { String(cString: $0) } ?? ""
        let error = nft_ctx_get_error_buffer(context).map { String(cString: $0) } ?? ""
        guard status == 0 else { throw .refused(error.isEmpty ? "no reason given" : error) }
        return output
    }
}
