using System.Collections.Concurrent;
using System.Text.Json;
using OrleansML.Grains.Registry;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Records;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>How good versions were when they were trained, as their packages tell it. Packages never change, so that each is read once. Safe for concurrent use.</summary>
internal sealed class TrainingMetrics(IGrainFactory grains, ArtifactReader artifacts)
{
    private const int MostKept = 256;

    private static readonly Dictionary<string, IReadOnlyDictionary<string, double>> None = [];

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>> _known = new(StringComparer.Ordinal);

    /// <summary>The metrics by segment and name; empty when there is no such version, or its package has none that can be read.</summary>
    /// <exception cref="OrleansMLException">The package cannot be read now.</exception>
    public async ValueTask<IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>> OfAsync(string model, int version, CancellationToken cancellationToken = default)
    {
        var snapshot = await grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
        if (snapshot.Find(version) is not { } found)
            return None;
        if (_known.TryGetValue(found.Package, out var known))
            return known;

        var content = await artifacts.ReadAsync(found.Package, cancellationToken);
        var metrics = await Task.Run(() => Read(content), cancellationToken);
        if (_known.Count >= MostKept)
            _known.Clear();
        _known[found.Package] = metrics;
        return metrics;
    }

    private static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Read(byte[] content)
    {
        if (!ModelPackage.IsPackage(content))
            return None;

        using var package = new MemoryStream(content, writable: false);
        try
        {
            return ModelPackage.ReadEvidence(package).Metrics is { } json ? BySegment(CanonicalJson.Read<EvaluationReport>(json)) : None;
        }
        catch (JsonException)
        {
            // Whoever packed it used the entry for something else.
            return None;
        }
    }

    private static Dictionary<string, IReadOnlyDictionary<string, double>> BySegment(EvaluationReport report)
    {
        var all = new Dictionary<string, IReadOnlyDictionary<string, double>>(StringComparer.Ordinal) { [MonitorSegments.Whole] = ValuesOf(report.Metrics) };
        foreach (var segment in report.Segments)
            all[segment.Segment] = ValuesOf(segment.Metrics);
        return all;
    }

    private static Dictionary<string, double> ValuesOf(IReadOnlyDictionary<string, MetricInterval> metrics) =>
        metrics.ToDictionary(static metric => metric.Key, static metric => metric.Value.Value, StringComparer.Ordinal);
}
