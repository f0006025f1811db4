/// Why a class is not served, or has no instances.
enum Reasons {
    static let byClass: [String: String] = [:]
}
