import FoundationEssentials

extension Evidence {
    /// Creates evidence from a sentence and a value.
    public init(_ text: String, detail: some Encodable) throws(FleetError) {
        self.init(text)
        do {
            self.detail = String(decoding: try JSONEncoder().encode(detail), as: UTF8.self)
        } catch {
            throw FleetError.storage("evidence cannot be written as JSON: \(error)")
        }
    }
}
