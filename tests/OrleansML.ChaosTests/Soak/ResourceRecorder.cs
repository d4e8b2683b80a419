using System.Collections.Concurrent;
using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests.Soak;

/// <summary>Notes what the processes that survive the whole run hold, every two seconds.</summary>
internal sealed class ResourceRecorder : IAsyncDisposable
{
    private const double Megabyte = 1 << 20;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<ResourceSample> _samples = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly ChaosRun _run;
    private readonly ClusterNode[] _survivors;
    private readonly Task _recording;

    public ResourceRecorder(ChaosRun run, params ClusterNode[] survivors)
    {
        _run = run;
        _survivors = survivors;
        _recording = RecordAsync();
    }

    /// <summary>How everything grew after the first minute.</summary>
    public ResourceGrowth[] Judge() =>
    [
        .. _survivors.SelectMany(node =>
        {
            var samples = _samples.Where(sample => sample.Process == node.Name && sample.At >= WarmUp).ToArray();
            var managed = samples.Where(sample => sample.ManagedBytes > 0).Select(sample => (sample.At, sample.ManagedBytes / Megabyte)).ToArray();
            return (ResourceGrowth[])
            [
                ResourceGrowth.Fit(node.Name, "working set, MB", samples.Select(sample => (sample.At, sample.Usage.WorkingSetBytes / Megabyte)), 24, 0.1),
                .. managed.Length > 0 ? [ResourceGrowth.Fit(node.Name, "managed memory, MB", managed, 12, 0.15)] : Array.Empty<ResourceGrowth>(),
                ResourceGrowth.Fit(node.Name, "threads", samples.Select(sample => (sample.At, (double)sample.Usage.Threads)), 4, 0.1),
                ResourceGrowth.Fit(node.Name, "file handles", samples.Select(sample => (sample.At, (double)sample.Usage.Handles)), 6, 0.1),
            ];
        }),
    ];

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;

        await _stopping.CancelAsync();
        await _recording;
        _stopping.Dispose();
    }

    private async Task RecordAsync()
    {
        using var timer = new PeriodicTimer(Period);
        while (!_stopping.IsCancellationRequested)
        {
            var at = _run.Elapsed;
            var heaps = await ReadHeapsAsync();
            foreach (var node in _survivors)
            {
                if (ResourceUsage.Of(node.Process!.Id) is { } usage)
                    _samples.Enqueue(new ResourceSample(node.Name, at, usage, heaps.GetValueOrDefault(node.Name)));
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    // Silos report the managed memory that the last garbage collection left; a gateway has no such figure to ask for.
    private async Task<Dictionary<string, long>> ReadHeapsAsync()
    {
        try
        {
            var status = await _run.Client.GetClusterStatusAsync();
            return status.Silos.Where(silo => silo.MemoryBytes > 0).DistinctBy(silo => silo.Name).ToDictionary(silo => silo.Name, silo => silo.MemoryBytes);
        }
        catch (OrleansMLException)
        {
            // In the middle of a fault; the next sample has it again.
            return [];
        }
    }
}
