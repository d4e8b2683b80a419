using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansML.Benchmarks;

/// <summary>
/// A keep-alive connection that sends the same bytes again and again. An HTTP client library would cost as much as the servers under test
/// and hide the difference between them.
/// </summary>
internal sealed class RawHttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly byte[] _request;

    private RawHttpConnection(byte[] request) => _request = request;

    /// <summary>Connects.</summary>
    /// <param name="port">Port on the loopback address.</param>
    /// <param name="path">Path of the POST.</param>
    /// <param name="headers">Headers beside Host and Content-Length, each ended by a line feed pair.</param>
    /// <param name="body">The body.</param>
    public static async Task<RawHttpConnection> ConnectAsync(int port, string path, string headers, byte[] body)
    {
        var head = Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}Content-Length: {body.Length}\r\n\r\n");
        var connection = new RawHttpConnection([.. head, .. body]);
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    /// <summary>Sends the request and reads the whole answer.</summary>
    /// <exception cref="InvalidOperationException">The answer is not 200.</exception>
    public async ValueTask CallAsync()
    {
        await _socket.SendAsync(_request, SocketFlags.None);
        var received = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(received), SocketFlags.None);
            if (read == 0)
                throw new InvalidOperationException("The server closed the connection.");

            received += read;
            if (IsComplete(_buffer.AsSpan(0, received)))
                return;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        if (!answer.StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException(Encoding.UTF8.GetString(answer));

        var head = answer[..end];
        var body = answer[(end + 4)..];
        var field = head.IndexOf("Content-Length: "u8);
        if (field < 0)
            return body.EndsWith("0\r\n\r\n"u8);

        return Utf8Parser.TryParse(head[(field + 16)..], out int length, out _) && body.Length >= length;
    }
}
