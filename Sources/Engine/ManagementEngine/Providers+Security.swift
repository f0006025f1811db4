extension Providers {
    /// Certificates, keys and TLS.
    var security: [AnyProvider] { [] }
}
