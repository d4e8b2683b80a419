using System.Globalization;

namespace OrleansML.Benchmarks.Serving;

/// <summary>Is the gateway as fast as what a developer would write by hand? HTTP JSON and binary beside a plain ASP.NET service.</summary>
internal static class HttpBenchmark
{
    public const string Name = "http";
    public const string PeerChild = "http-peer";

    private const int PeerPort = 18090;
    public const string Json = "Content-Type: application/json\r\n";

    // Servers of both kinds get faster for many seconds while the runtime recompiles what is hot.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly int[] Concurrencies = [1, 16, 64];

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        foreach (var model in new[] { BenchmarkModel.Mlp30, BenchmarkModel.Mlp512 })
        {
            foreach (var callers in Concurrencies)
            {
                var promised = callers == 64;
                var (peer, json, binary) = await MeasureAsync(model, callers, rounds: promised ? 3 : 1);
                var wanted = model == BenchmarkModel.Mlp30 ? 1.0 : 1.5;
                yield return new Measurement(Label("plain ASP.NET JSON", "throughput"), peer.PerSecond, "rows/s");
                yield return new Measurement(Label("plain ASP.NET JSON", "p99"), peer.P99Microseconds, "us");
                yield return Measurement.Beside(
                    Label("HTTP JSON", "throughput"), json.PerSecond, "rows/s", peer.PerSecond,
                    promised ? string.Create(CultureInfo.InvariantCulture, $">= {wanted:F1}x") : "",
                    promised ? (value, peerValue) => value >= wanted * peerValue : null);
                yield return Measurement.Beside(
                    Label("HTTP JSON", "p99"), json.P99Microseconds, "us", peer.P99Microseconds,
                    promised ? "<= peer" : "", promised ? (value, peerValue) => value <= peerValue : null);
                yield return Measurement.Beside(Label("HTTP binary", "throughput"), binary.PerSecond, "rows/s", peer.PerSecond);
                yield return Measurement.Beside(Label("HTTP binary", "p99"), binary.P99Microseconds, "us", peer.P99Microseconds);

                string Label(string way, string what) => ServingBenchmark.Label(model, way, callers, what);
            }
        }
    }

    /// <summary>The service to compare with.</summary>
    public static async Task ServePeerAsync()
    {
        using var stopping = new CancellationTokenSource();
        var serving = PeerServer.RunAsync(PeerPort, stopping.Token);
        await ChildProcess.ServeUntilReleasedAsync();
        await stopping.CancelAsync();
        await serving;
    }

    // Peer and platform take turns, and the median round counts: neighbours on the machine come and go.
    private static async Task<(LoadResult Peer, LoadResult Json, LoadResult Binary)> MeasureAsync(BenchmarkModel model, int callers, int rounds)
    {
        var peer = new List<LoadResult>();
        var json = new List<LoadResult>();
        var binary = new List<LoadResult>();
        for (var round = 0; round < rounds; round++)
        {
            await using (await ChildProcess.StartAsync(PeerChild))
                peer.Add(await LoadAsync(callers, PeerPort, $"/{model.Name}", Json, model.PeerJson()));

            var path = $"/v2/models/{model.Name}/infer";
            await using (await ChildProcess.StartAsync(ServingBenchmark.PlatformChild))
                json.Add(await LoadAsync(callers, ServingBenchmark.HttpPort, path, Json, model.ProtocolJson()));

            var (headers, body) = model.ProtocolBinary();
            await using (await ChildProcess.StartAsync(ServingBenchmark.PlatformChild))
                binary.Add(await LoadAsync(callers, ServingBenchmark.HttpPort, path, headers, body));
        }

        return (Median(peer), Median(json), Median(binary));
    }

    private static LoadResult Median(List<LoadResult> rounds) => rounds.OrderBy(round => round.PerSecond).ElementAt(rounds.Count / 2);

    /// <summary>Loads a server.</summary>
    /// <param name="callers">Connections, each of which sends its next request when it has its answer.</param>
    /// <param name="port">Port of the server, on this machine.</param>
    /// <param name="path">Path of the request.</param>
    /// <param name="headers">Headers of the request, each ended.</param>
    /// <param name="body">Body of the request.</param>
    /// <param name="warmUp">Time before the measurement; null: 8 s.</param>
    public static Task<LoadResult> LoadAsync(int callers, int port, string path, string headers, byte[] body, TimeSpan? warmUp = null) => ClosedLoop.RunAsync(
        callers,
        async _ =>
        {
            var connection = await RawHttpConnection.ConnectAsync(port, path, headers, body);
            return connection.CallAsync;
        },
        warmUp ?? WarmUp);
}
