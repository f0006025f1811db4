extension UserOSConfiguration {
    /// Which boot options the board obeys.
    public var features: BoardFeatures {
        var features = firmware.features
        if tpm { features.erasure.insert(.tpm) }
        return features
    }
}
