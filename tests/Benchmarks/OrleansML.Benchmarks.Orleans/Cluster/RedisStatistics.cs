using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansML.Testing.Servers;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>What a Redis server was asked since its counters were last set to zero.</summary>
/// <param name="BytesIn">Bytes of the requests.</param>
/// <param name="BytesOut">Bytes of the replies.</param>
/// <param name="Commands">Commands, those within scripts included.</param>
/// <param name="MemoryBytes">Memory that its data takes now.</param>
internal readonly record struct RedisStatistics(long BytesIn, long BytesOut, long Commands, long MemoryBytes)
{
    private const int LongestReply = 1 << 20;

    public static async Task ResetAsync(RedisServer server) => await server.CommandAsync("CONFIG", "RESETSTAT");

    public static async Task<RedisStatistics> ReadAsync(RedisServer server)
    {
        var fields = (await ReadInfoAsync(server.Port)).Split("\r\n")
            .Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        long Number(string field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
        return new RedisStatistics(
            Number("total_net_input_bytes"), Number("total_net_output_bytes"), Number("total_commands_processed"), Number("used_memory"));
    }

    private static async Task<string> ReadInfoAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = client.GetStream();
        await stream.WriteAsync("*2\r\n$4\r\nINFO\r\n$3\r\nALL\r\n"u8.ToArray());
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var head = await reader.ReadLineAsync() ?? "";
        if (!head.StartsWith('$') || !int.TryParse(head.AsSpan(1), CultureInfo.InvariantCulture, out var length) || length > LongestReply)
            throw new IOException($"Redis answers INFO with '{head}'.");

        var body = new char[length];
        return await reader.ReadBlockAsync(body) == length ? new string(body) : throw new IOException("Redis closed the connection.");
    }
}
