using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansML.Client;
using OrleansML.Scoring;
using OrleansML.Testing;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>
/// How much later are live predictions answered while a batch runs on the same silo? And while a process of the lowest priority runs the bare loop beside
/// it, which is the least that sharing the cores costs here. Silo, client and loop are processes of their own; they take turns, and the median counts.
/// </summary>
internal static class LivePart
{
    public const string Child = "scoring-live";

    private const double Budget = 1.1;
    private const int Turns = 3;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>In the child: the silo.</summary>
    public static async Task ServeAsync()
    {
        await using var silo = await ScoringSilo.StartAsync();
        await ScoringJob.PushAsync(silo.Client, ScoringModel.Live);
        await ScoringJob.PushAsync(silo.Client, ScoringModel.Mlp512);
        await ChildProcess.ServeUntilReleasedAsync();
    }

    public static async IAsyncEnumerable<Measurement> RunAsync(string path, string folder)
    {
        await using var silo = await ChildProcess.StartAsync(Child);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddOrleansMLClient(static options => options.Gateways.Add($"127.0.0.1:{ScoringSilo.GatewayPort}"));
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<OrleansMLClient>();
        var grains = host.Services.GetRequiredService<IClusterClient>();

        await LiveLoad.MeasureAsync(client, ScoringModel.Live, WarmUp);
        var (alone, batch, nice) = (new List<double>(), new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            alone.Add(await LiveLoad.MeasureAsync(client, ScoringModel.Live, Duration));
            batch.Add(await WithJobAsync(client, grains, $"live-{turn}", ScoringJob.Define(ScoringModel.Mlp512, path, Path.Combine(folder, $"live-{turn}"), Environment.ProcessorCount)));
            nice.Add(await WithLoopAsync(client, path, Path.Combine(folder, $"nice-{turn}")));
        }

        yield return new Measurement("live predictions alone, p99", Measurement.Median(alone), "us");
        yield return Measurement.Beside("live predictions beside a bare loop under nice -n 19, p99", Measurement.Median(nice), "us", Measurement.Median(alone));
        yield return Measurement.Beside(
            "live predictions while a batch runs, p99", Measurement.Median(batch), "us", Measurement.Median(alone), "<= 1.1x of alone", static (value, baseline) => value <= Budget * baseline);
        await host.StopAsync();
    }

    private static async Task<double> WithJobAsync(OrleansMLClient client, IClusterClient grains, string job, string definition)
    {
        var coordinator = grains.GetGrain<IScoringCoordinatorGrain>(job);
        await coordinator.Start(new StartScoringRequest { Definition = definition, Actor = "benchmark" });
        await Eventually.HoldsAsync(async () => (await coordinator.GetStatus()).RowsDone > 0, "the job scores");
        await Task.Delay(Settling);
        var latency = await LiveLoad.MeasureAsync(client, ScoringModel.Live, Duration);
        var status = await coordinator.GetStatus();
        await coordinator.Cancel("measured");
        return status.State == ScoringState.Running ? latency : throw new InvalidOperationException($"Job {job} was {status.State} before the measurement ended: {status.Reason}");
    }

    private static async Task<double> WithLoopAsync(OrleansMLClient client, string path, string folder)
    {
        using var loop = ScoringPart.StartLoop(ScoringModel.Mlp512, path, folder, Environment.ProcessorCount);
        try
        {
            await Task.Delay(Settling);
            var latency = await LiveLoad.MeasureAsync(client, ScoringModel.Live, Duration);
            return loop.HasExited ? throw new InvalidOperationException("The bare loop ended before the measurement did.") : latency;
        }
        finally
        {
            loop.Kill();
            await loop.WaitForExitAsync();
        }
    }
}
