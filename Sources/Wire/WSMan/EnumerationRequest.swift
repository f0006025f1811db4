import XML

/// What an Enumerate or a Pull asks for (DSP0226 8).
public struct EnumerationRequest: Hashable, Sendable {
    /// What the items are.
    public let mode: EnumerationMode
    /// What an instance must have to be listed.
    public let filter: Selectors
    /// Whether classes derived from the one named are left out.
    public let excludesDerived: Bool
    /// Whether the answer to Enumerate may carry items.
    public let isOptimized: Bool
    /// How many items may come at once; DSP0226 8.2 makes it one when the request does not say.
    public let maxElements: Int

    /// Asks for every instance, as it is unless said otherwise.
    public init(
        mode: EnumerationMode = .objects,
        filter: Selectors = Selectors(),
        excludesDerived: Bool = false,
        isOptimized: Bool = false,
        maxElements: Int = 1
    ) {
        self.mode = mode
        self.filter = filter
        self.excludesDerived = excludesDerived
        self.isOptimized = isOptimized
        self.maxElements = maxElements
    }
}

/// What the items of an enumeration are (DSP0226 8.7).
public enum EnumerationMode: String, Hashable, Sendable {
    case objects = ""
    case references = "EnumerateEPR"
    case both = "EnumerateObjectAndEPR"
}

extension WSManRequest {
    /// The context of a Pull or Release, which some clients write with white space around it.
    public var enumerationContext: String { body?["EnumerationContext"]?.trimmedText ?? "" }

    /// How many items a Pull may bring.
    public var maxElements: Int { max(1, body?["MaxElements"].flatMap { Int($0.trimmedText) } ?? 1) }

    /// What the body of an Enumerate asks for.
    ///
    /// - Throws: ``WSManFault`` when it asks for something that is not done here.
    public func enumeration() throws(WSManFault) -> EnumerationRequest {
        guard let mode = EnumerationMode(rawValue: body?["EnumerationMode"]?.trimmedText ?? "") else {
            throw .unsupportedFeature.with(faultDetail: "EnumerationMode")
        }
        return EnumerationRequest(
            mode: mode,
            filter: try filter(),
            excludesDerived: try excludesDerived(),
            isOptimized: body?["OptimizeEnumeration"] != nil,
            maxElements: maxElements
        )
    }

    /// The one dialect of filters that AMT has.
    private static let selectorDialect = "http://schemas.dmtf.org/wbem/wsman/1/wsman/SelectorFilter"

    private func filter() throws(WSManFault) -> Selectors {
        guard let filter = body?["Filter"] else { return Selectors() }
        guard filter.attributes["Dialect"] == Self.selectorDialect else { throw .filterDialectUnavailable }
        guard let set = filter["SelectorSet"], let selectors = Selectors(untrusted: set) else {
            throw .cannotProcessFilter
        }
        return selectors
    }

    /// DSP0227 8: instances of derived classes come as what they are, or not at all.
    private func excludesDerived() throws(WSManFault) -> Bool {
        switch body?["PolymorphismMode"]?.trimmedText {
        case nil, "IncludeSubClassProperties": false
        case "None": true
        default: throw .polymorphismModeNotSupported
        }
    }
}

extension Duration {
    /// Reads the days, hours, minutes and seconds of a duration of XML Schema, such as `PT60.000S`; nil when it is none.
    public init?(xml text: String) {
        var rest = text[...]
        guard rest.popFirst() == "P", !rest.isEmpty else { return nil }
        var seconds = 0.0
        var factors: [Character: Double] = ["D": 86_400]
        var digits = ""
        for character in rest {
            if character == "T" {
                factors = ["H": 3600, "M": 60, "S": 1]
            } else if let factor = factors[character], let number = Double(digits) {
                seconds += number * factor
                digits = ""
            } else if character.isASCII, character.isNumber || character == "." {
                digits.append(character)
            } else {
                return nil
            }
        }
        guard digits.isEmpty, seconds < 1e9 else { return nil }
        self = .milliseconds(Int64(seconds * 1000))
    }
}
