import AMTClient
import AMTSchema
import CIMModel
public import Fleet
import Foundation

extension AMTEndpointControl {
    /// The longest evidence that is fetched, in bytes.
    private static let longestEvidence = 4 << 20

    public func evidence(_ part: EvidencePart, of finding: String) async throws(FleetError) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let piece = try await piece(part, of: finding, at: bytes.count)
            bytes += piece.bytes
            guard !piece.bytes.isEmpty, bytes.count < min(piece.size, Self.longestEvidence) else { return bytes }
        }
    }

    private func piece(
        _ part: EvidencePart,
        of finding: String,
        at offset: Int
    ) async throws(FleetError) -> (size: Int, bytes: [UInt8]) {
        let answer = try await asking {
            try await proxy(SKS.ApplianceService.self).readEvidence {
                $0.findingID = finding
                $0.part = part.rawValue
                $0.offset = UInt32(clamping: offset)
            }
        }
        guard let data = Data(base64Encoded: answer.data ?? "") else {
            throw .refused("the endpoint sent evidence that cannot be read")
        }
        return (Int(answer.size ?? 0), Array(data))
    }
}
