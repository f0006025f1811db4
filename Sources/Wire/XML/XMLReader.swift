/// Reads a document: namespaces resolved, no DTD, no entities but the five, everything bounded.
///
/// XML 1.0 and Namespaces in XML 1.0, in UTF-8. A document type declaration is refused, so nothing can be expanded or
/// fetched.
public struct XMLReader {
    private var cursor: XMLCursor
    private let limits: XMLLimits
    private var elements = 0
    /// The declarations in force, innermost last.
    private var namespaces: [(prefix: String, uri: String)] = [("xml", "http://www.w3.org/XML/1998/namespace")]

    private init(_ bytes: [UInt8], _ limits: XMLLimits) {
        cursor = XMLCursor(bytes)
        self.limits = limits
    }

    /// Reads one document.
    ///
    /// - Throws: ``XMLError`` with the problem and its place.
    public static func read(
        _ untrustedBytes: some Sequence<UInt8>,
        limits: XMLLimits = XMLLimits()
    ) throws(XMLError) -> XMLElement {
        let bytes = Array(untrustedBytes)
        guard bytes.count <= limits.bytes else { throw XMLError(problem: "too long", offset: limits.bytes) }
        var reader = XMLReader(bytes, limits)
        return try reader.document()
    }

    private mutating func document() throws(XMLError) -> XMLElement {
        cursor.skip("\u{FEFF}")
        if cursor.starts("<?xml") { try cursor.skip(past: "?>") }
        try skipMisc()
        let root = try element(depth: 1)
        try skipMisc()
        guard cursor.atEnd else { throw cursor.error("content after the document element") }
        return root
    }

    private mutating func skipMisc() throws(XMLError) {
        while true {
            cursor.skipSpace()
            guard cursor.starts("<!--") else { return }
            try cursor.skip(past: "-->")
        }
    }

    private mutating func element(depth: Int) throws(XMLError) -> XMLElement {
        guard depth <= limits.depth else { throw cursor.error("nested too deep") }
        elements += 1
        guard elements <= limits.elements else { throw cursor.error("too many elements") }
        try cursor.expect("<")
        let name = try cursor.qualifiedName()
        let outer = namespaces.count
        let attributes = try attributes()
        var element = XMLElement(name.local, in: try namespace(of: name.prefix))
        element.attributes = try resolve(attributes)
        if !cursor.skip("/>") {
            try cursor.expect(">")
            try content(of: &element, depth: depth)
            try endTag(name)
        }
        namespaces.removeSubrange(outer...)
        return element
    }

    private mutating func endTag(_ name: XMLCursor.QualifiedName) throws(XMLError) {
        try cursor.expect("</")
        guard try cursor.qualifiedName() == name else { throw cursor.error("end tag of another element") }
        cursor.skipSpace()
        try cursor.expect(">")
    }

    /// The attributes of a start tag; namespace declarations among them take force.
    private mutating func attributes() throws(XMLError) -> [(name: XMLCursor.QualifiedName, value: String)] {
        var found: [(name: XMLCursor.QualifiedName, value: String)] = []
        let outer = namespaces.count
        while cursor.skipSpace(), !cursor.starts("/>"), !cursor.starts(">") {
            let name = try cursor.qualifiedName()
            let value = try cursor.attributeValue()
            if let prefix = name.declaredPrefix {
                guard !namespaces[outer...].contains(where: { $0.prefix == prefix }) else {
                    throw cursor.error("prefix declared twice")
                }
                namespaces.append((prefix, value))
                // The first is XML's own.
                guard namespaces.count - 1 <= limits.declarations else {
                    throw cursor.error("too many namespace declarations")
                }
            } else {
                found.append((name, value))
            }
            guard found.count + namespaces.count - outer <= limits.attributes else {
                throw cursor.error("too many attributes")
            }
        }
        return found
    }

    private func resolve(
        _ attributes: [(name: XMLCursor.QualifiedName, value: String)]
    ) throws(XMLError) -> [String: String] {
        var resolved: [String: String] = [:]
        for attribute in attributes {
            if !attribute.name.prefix.isEmpty { _ = try namespace(of: attribute.name.prefix) }
            guard resolved.updateValue(attribute.value, forKey: attribute.name.local) == nil else {
                throw cursor.error("attribute given twice")
            }
        }
        return resolved
    }

    private func namespace(of prefix: String) throws(XMLError) -> String {
        if let declared = namespaces.last(where: { $0.prefix == prefix }) { return declared.uri }
        guard prefix.isEmpty else { throw cursor.error("prefix that no declaration names") }
        return ""
    }

    private mutating func content(of element: inout XMLElement, depth: Int) throws(XMLError) {
        while !cursor.starts("</") {
            if cursor.starts("<!--") {
                try cursor.skip(past: "-->")
            } else if cursor.skip("<![CDATA[") {
                element.text += try cursor.text(upTo: "]]>")
            } else if cursor.starts("<!") || cursor.starts("<?") {
                throw cursor.error("declarations and instructions are not accepted")
            } else if cursor.starts("<") {
                element.children.append(try self.element(depth: depth + 1))
            } else {
                element.text += try cursor.characterData()
            }
        }
        if !element.children.isEmpty, element.text.allSatisfy(\.isWhitespace) { element.text = "" }
    }
}
