/// For how long an appliance has said nothing.
struct ApplianceSilence {
    /// Between two looks, and how long one may take.
    static let interval = Duration.seconds(10)

    /// Looks in vain after which it hangs: a minute, or five while it starts, for it may be emulated on a busy host.
    private static let patience: [ApplianceState: Int] = [.ready: 6, .starting: 30]

    private var looks = 0

    /// Whether one more look shows that it hangs; the count then begins anew.
    mutating func isHang(after state: ApplianceState, heard: Bool) -> Bool {
        guard !heard, let patience = Self.patience[state] else {
            looks = 0
            return false
        }
        looks += 1
        guard looks >= patience else { return false }
        looks = 0
        return true
    }
}
