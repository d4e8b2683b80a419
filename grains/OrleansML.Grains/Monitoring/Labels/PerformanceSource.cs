using Microsoft.Extensions.Options;
using OrleansML.Data.History;
using OrleansML.Data.Monitoring;
using OrleansML.Grains.Features;
using OrleansML.Learning.Monitoring;
using OrleansML.Models;
using OrleansML.Monitoring;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// Reads labels and predictions from the files of the silos, one model at a time, on a thread of its own. A label waits for its prediction as long as the log
/// may take; if the log cannot be written for longer, the window shows it when another label touches it.
/// </summary>
internal sealed class PerformanceSource(
    IGrainFactory grains, IOptions<FeatureOptions> features, IOptions<MonitoringOptions> options, TimeProvider time) : IPerformanceSource, IDisposable
{
    private const long MemoryLimit = 512L << 20;

    private static readonly TimeSpan LogDelay = TimeSpan.FromMinutes(10);

    private readonly LabelledWindowReader _reader = new(features.Value.DataDirectory, new HistoryQueryOptions { Threads = 2, MemoryLimit = MemoryLimit });
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<LabelledWindows> ReadAsync(string model, MonitorWatch watch, MonitorLabel label, long after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(watch);
        ArgumentNullException.ThrowIfNull(label);
        var versions = (await grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot()).Versions.ToDictionary(static version => version.Version, static version => version.Description);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var answer = await _reader.ReadAsync(QueryOf(model, watch, label, after, versions), cancellationToken);
            return new LabelledWindows(answer.Reached, [.. answer.Windows.Select(static said => new LabelledWindow(said.Version, said.Start, said.Segment, said.Window))])
            {
                Reason = answer.Reasons.Count == 0 ? null : string.Join(" ", answer.Reasons),
            };
        }
        catch (HistoryException exception)
        {
            throw new OrleansMLException(ErrorCode.StorageUnavailable, $"What labels say about model '{model}' cannot be read: {exception.Message}", exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private LabelledQuery QueryOf(string model, MonitorWatch watch, MonitorLabel label, long after, Dictionary<int, ModelDescription> versions) => new()
    {
        Model = model,
        Window = watch.Window,
        Segments = watch.Segments,
        MostSegmentValues = watch.MostSegmentValues,
        After = after,
        Now = time.GetUtcNow(),
        Patience = LogDelay + options.Value.Flush,
        OutputOf = (version, columns) =>
        {
            if (!versions.TryGetValue(version, out var description))
                return (null, $"Labels of version {version} of model '{model}' say nothing, because the version is not registered.");
            var (output, reason) = OutputFinder.Find(label, description, columns.Keys);
            return (output, output is null ? $"Labels of version {version} of model '{model}' say nothing, because {reason}." : null);
        },
    };
}
