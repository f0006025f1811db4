import NIOCore

/// Feeds what a channel reads to its connection, line by line.
final class LineHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var framer: LineFramer
    private let connection: LineConnection

    init(framer: LineFramer, connection: LineConnection) {
        self.framer = framer
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do throws(LineError) {
            for line in try framer.append(unwrapInboundIn(data).readableBytesView) {
                connection.received(line)
            }
        } catch {
            connection.finish(error)
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        connection.finish(.closed)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        connection.finish(.closed)
        context.close(promise: nil)
    }
}
