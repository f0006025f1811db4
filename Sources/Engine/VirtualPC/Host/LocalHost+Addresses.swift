public import PacketPolicy

extension LocalHost {
    public func check(_ addressing: Addressing) async throws(PCError) {
        try await managementAdapter().check(addressing)
    }

    public func apply(_ addressing: Addressing) async throws(PCError) -> [IPAddress] {
        if configuration.managementDevice == nil, addressing == Addressing() { return [] }
        try await managementAdapter().apply(addressing)
        // What routers give may be gone, or not yet be usable, when the engine listens.
        return try await addresses().filter { $0.family == .ipv4 || $0 == addressing.ipv6?.address }
    }

    public func addresses() async throws(PCError) -> [IPAddress] {
        if configuration.managementDevice == nil { return [] }
        return try await managementAdapter().addresses().map(\.local)
    }

    public func networkSigns() async throws(PCError) -> NetworkSigns {
        if configuration.managementDevice == nil { return NetworkSigns() }
        return try await managementAdapter().networkSigns()
    }

    private func managementAdapter() throws(PCError) -> ManagementAdapter {
        guard let device = configuration.managementDevice else {
            throw .notPossible("the host gives the engine its address: no managementDevice is configured")
        }
        return ManagementAdapter(device: device, files: files)
    }
}
