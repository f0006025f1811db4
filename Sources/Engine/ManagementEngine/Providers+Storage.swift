extension Providers {
    /// What third parties keep.
    var storage: [AnyProvider] { [] }
}
