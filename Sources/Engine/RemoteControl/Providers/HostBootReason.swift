import ObjectManager
import AMTSchema
import CIMModel
package import NVRAM

/// Why the PC was started last.
package struct HostBootReason: Provider {
    let nvram: NVRAM

    package init(nvram: NVRAM) { self.nvram = nvram }

    func instances() async throws -> [Instance<IPS.HostBootReason>] {
        let cause = try await nvram.bootCause()
        return [
            Instance {
                $0.elementName = "Intel(r) AMT:Host Boot Reason"
                $0.instanceID = "Intel(r) AMT:Host Boot Reason"
                $0.previousSxState = cause.previous
                $0.reason = cause.reason.rawValue
                $0.reasonDetails = ""
            }
        ]
    }
}
