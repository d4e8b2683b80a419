using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansML.Client;
using OrleansML.Silo;
using OrleansML.Testing;
using OrleansML.Training;

namespace OrleansML.Benchmarks.Learning;

/// <summary>A silo in this process that trains, each worker on a thread of its own; they hand gradients to each other in memory.</summary>
internal sealed class TrainingSilo : IAsyncDisposable
{
    private const int SiloPort = 21131;
    private const int GatewayPort = 40011;
    private const int HttpPort = 18091;
    private const int MostWorkers = 2;
    private const int WarmUpSteps = 32;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _data;
    private readonly IHost _host;
    private readonly LearningNetwork _network;
    private readonly LearningRows _rows;
    private int _runs;

    private TrainingSilo(LearningNetwork network, LearningRows rows, TemporaryDirectory data)
    {
        (_network, _rows, _data) = (network, rows, data);
        _host = SiloHost.Build(
            SiloRole.All,
            $"--OrleansML:Gateway:Port={HttpPort}",
            $"--OrleansML:Silo:SiloPort={SiloPort}",
            $"--OrleansML:Silo:GatewayPort={GatewayPort}",
            $"--OrleansML:Silo:DataDirectory={data.Path}",
            $"--OrleansML:Training:WorkersPerSilo={MostWorkers}",
            "--OrleansML:Training:Period=00:00:00.020",
            "--Logging:LogLevel:Default=Warning",
            "--Logging:LogLevel:OrleansML=Warning");
    }

    private TrainingClient Training => _host.Services.GetRequiredService<OrleansMLClient>().Training;

    public static async Task<TrainingSilo> StartAsync(LearningNetwork network, LearningRows rows)
    {
        var silo = new TrainingSilo(network, rows, new TemporaryDirectory());
        await SiloHost.StartAsync(silo._host);
        return silo;
    }

    /// <summary>Rows per second of a run, from some steps after its start on. Each step has two parts, however many workers there are.</summary>
    public async Task<double> MeasureAsync(int workers)
    {
        var run = $"bench-{++_runs}";
        await Training.StartAsync(_network.Define(_rows.Table, MostWorkers, workers), run);
        var started = await ReachAsync(run, status => status.Step >= WarmUpSteps && status.Members.Length == workers);
        var (first, from) = await NextAsync(run, started.Step);
        await Task.Delay(Duration);
        var (last, to) = await NextAsync(run, (await Training.GetStatusAsync(run)).Step);
        await Training.CancelAsync(run);
        return (last - first) * _network.BatchRows / Stopwatch.GetElapsedTime(from, to).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _data.Dispose();
    }

    // The moment at which a step is seen to be done.
    private async Task<(long Step, long At)> NextAsync(string run, long step)
    {
        var status = await ReachAsync(run, status => status.Step > step);
        return (status.Step, Stopwatch.GetTimestamp());
    }

    private async Task<TrainingRunStatus> ReachAsync(string run, Func<TrainingRunStatus, bool> condition)
    {
        TrainingRunStatus? status = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                status = await Training.GetStatusAsync(run);
                return status.State is TrainingState.Failed ? throw new InvalidOperationException(status.Reason) : condition(status);
            },
            $"run {run} has come so far",
            Longest);
        return status!;
    }
}
