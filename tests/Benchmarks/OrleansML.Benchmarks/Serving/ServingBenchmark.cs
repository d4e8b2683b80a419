using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansML.Client;
using OrleansML.Models;

namespace OrleansML.Benchmarks.Serving;

/// <summary>What does the platform cost around a model? The typed client, in process and over TCP, beside the bare call.</summary>
internal static class ServingBenchmark
{
    public const string Name = "serving";
    public const string PlatformChild = "serving-platform";

    public const int HttpPort = 18080;
    private const int SiloPort = 21111;
    private const int GatewayPort = 40000;
    private const double InProcessBudgetMicroseconds = 30;

    private static readonly int[] Concurrencies = [1, 16, 64];
    private static readonly BenchmarkModel[] Models = [BenchmarkModel.Mlp30, BenchmarkModel.Mlp512];

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        var bare = new Dictionary<(string Model, int Callers), LoadResult>();
        foreach (var model in Models)
        {
            foreach (var callers in Concurrencies)
            {
                using var runtime = new BareRuntime(model.Onnx);
                var result = ClosedLoop.RunThreads(Math.Min(callers, Environment.ProcessorCount), _ => () => runtime.Run(model.Row));
                bare[(model.Name, callers)] = result;
                yield return new Measurement(Label(model, "bare ONNX Runtime", callers, "p50"), result.P50Microseconds, "us");
                yield return new Measurement(Label(model, "bare ONNX Runtime", callers, "throughput"), result.PerSecond, "rows/s");
            }
        }

        await using (var server = await PlatformServer.StartAsync(HttpPort, SiloPort, GatewayPort))
        {
            await foreach (var row in MeasureClientAsync("client in process", server.Client, bare))
                yield return row;
        }

        await using (await ChildProcess.StartAsync(PlatformChild))
        {
            using var host = CreateClientHost();
            await host.StartAsync();
            await foreach (var row in MeasureClientAsync("client over TCP", host.Services.GetRequiredService<OrleansMLClient>(), bare))
                yield return row;
            await host.StopAsync();
        }
    }

    /// <summary>The silo that the TCP and HTTP measurements call.</summary>
    /// <param name="settings">Further settings as on a command line: <c>--KEY=VALUE</c>.</param>
    public static async Task ServePlatformAsync(string[] settings)
    {
        await using var server = await PlatformServer.StartAsync(HttpPort, SiloPort, GatewayPort, settings);
        await ChildProcess.ServeUntilReleasedAsync();
    }

    private static async IAsyncEnumerable<Measurement> MeasureClientAsync(
        string way, OrleansMLClient client, Dictionary<(string Model, int Callers), LoadResult> bare)
    {
        foreach (var model in Models)
        {
            var request = new PredictRequest { Inputs = [model.Input] };
            foreach (var callers in Concurrencies)
            {
                var result = await ClosedLoop.RunAsync(
                    callers, _ => Task.FromResult<Func<ValueTask>>(async () => await client.PredictAsync(model.Name, request)));
                var floor = bare[(model.Name, callers)];
                var promised = way == "client in process" && model == BenchmarkModel.Mlp30 && callers == 1;
                yield return Measurement.Beside(
                    Label(model, way, callers, "p50"), result.P50Microseconds, "us", floor.P50Microseconds,
                    promised ? $"+ <= {InProcessBudgetMicroseconds} us" : "",
                    promised ? (value, floorValue) => value - floorValue <= InProcessBudgetMicroseconds : null);
                yield return Measurement.Beside(Label(model, way, callers, "throughput"), result.PerSecond, "rows/s", floor.PerSecond);
            }
        }
    }

    private static IHost CreateClientHost()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddOrleansMLClient(options => options.Gateways.Add($"127.0.0.1:{GatewayPort}"));
        return builder.Build();
    }

    public static string Label(BenchmarkModel model, string way, int callers, string what) => $"{model.Name} {way} x{callers} {what}";
}
