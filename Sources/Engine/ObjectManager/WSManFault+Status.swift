package import AMTSchema
package import WSMan

extension WSManFault {
    /// A refusal of a Put, Create or Delete with AMT's own status, which the fault's detail carries.
    package static func status(_ status: PTStatus) -> WSManFault {
        internalError.with(detail: "AMT-STATUS \(status.rawValue)")
    }
}
