import X509

extension DistinguishedName {
    /// The first common name.
    package var commonName: String? {
        for attribute in lazy.flatMap({ $0 }) where attribute.type == .RDNAttributeType.commonName {
            return String(attribute.value)
        }
        return nil
    }

    /// The name as AMT writes it, the last part first: `C=unknown,O=unknown,CN=MPSRoot-0af1d5`.
    ///
    /// Control characters, which XML cannot carry, are left out.
    var amtText: String { String(String.UnicodeScalarView(description.unicodeScalars.filter { $0.value >= 0x20 })) }
}
