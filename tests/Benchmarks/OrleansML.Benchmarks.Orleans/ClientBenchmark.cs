using System.Globalization;

namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>How fast are calls from a client process to a silo process over TCP on loopback?</summary>
internal static class ClientBenchmark
{
    public const string Name = "client";

    public const string ChildName = "client-process";

    public static async Task RunAsync()
    {
        var (host, gatewayPort) = await BenchmarkSilo.StartAsync();
        using (host)
        {
            await SelfProcess.RunAsync(ChildName, gatewayPort.ToString(CultureInfo.InvariantCulture));
            await host.StopAsync();
        }
    }

    public static async Task RunChildAsync(int gatewayPort)
    {
        using var host = await BenchmarkSilo.StartClientAsync(gatewayPort);
        var grains = host.Grains();
        await Report.WarmUpProcessAsync(end => ClosedLoop.RunAsync(grains, 0, 16, Payload.Floats30, end));
        foreach (var payload in Enum.GetValues<Payload>())
        {
            foreach (var concurrency in Report.Concurrencies)
            {
                await Report.MeasureAsync(
                    $"{Name}.echo.{payload.ToString().ToLowerInvariant()}.c{concurrency}",
                    end => ClosedLoop.RunAsync(grains, 0, concurrency, payload, end));
            }
        }

        await host.StopAsync();
    }
}
