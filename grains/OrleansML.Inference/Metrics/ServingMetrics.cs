using System.Diagnostics.Metrics;
using System.Globalization;

namespace OrleansML.Inference;

/// <summary>
/// What this silo measures of requests, queues, batches and loaded models. Labels are names of models and pools, versions, and words of this file;
/// never a value, an entity or a key. Beyond <see cref="MostVersions"/> versions the rest share the label <c>(other)</c>. Safe for concurrent use.
/// </summary>
public sealed class ServingMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "OrleansML.Serving";

    /// <summary>Versions that are told apart.</summary>
    internal const int MostVersions = 200;

    private const string Other = "(other)";

    private readonly Lock _lock = new();
    private readonly Meter _meter;
    private readonly ServingInstruments _instruments;
    private readonly VersionMetrics _other;
    private volatile Dictionary<ModelId, VersionMetrics> _versions = [];

    /// <summary>Creates the instruments.</summary>
    /// <param name="meters">Whose meter it is; null for one that is nobody's.</param>
    public ServingMetrics(IMeterFactory? meters = null)
    {
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _instruments = new ServingInstruments(_meter);
        _other = new VersionMetrics(Other, Other, Other, objectives: null, _instruments);
        _meter.CreateObservableCounter(
            "orleansml.requests", () => Versions.SelectMany(static version => version.ObserveOutcomes()), "{request}", "Requests, by what became of them.");
        _meter.CreateObservableCounter(
            "orleansml.queue.rejected",
            () => Versions.Select(static version => new Measurement<long>(version.CountOf(RequestOutcomes.Of(ErrorCode.QueueFull)), version.Labels)),
            "{request}",
            "Requests that found the queue full.");
    }

    /// <summary>Every version that was measured, and the rest as one where there is a rest.</summary>
    internal IEnumerable<VersionMetrics> Versions => _versions is { Count: >= MostVersions } full ? full.Values.Append(_other) : _versions.Values;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>What is measured of a version; the same as long as the silo lives.</summary>
    internal VersionMetrics Of(ModelSource source)
    {
        if (_versions.TryGetValue(source.Id, out var known))
            return known;

        lock (_lock)
        {
            if (_versions.TryGetValue(source.Id, out known))
                return known;
            if (_versions.Count >= MostVersions)
                return _other;

            var added = new VersionMetrics(
                source.Id.Model, source.Id.Version.ToString(CultureInfo.InvariantCulture), source.Description.Pool, source.Description.Objectives, _instruments);
            _versions = new Dictionary<ModelId, VersionMetrics>(_versions) { [source.Id] = added };
            return added;
        }
    }

    /// <summary>Labels of a version for a gauge.</summary>
    internal KeyValuePair<string, object?>[] LabelsOf(ModelId id) => (_versions.GetValueOrDefault(id) ?? _other).Labels;

    /// <summary>Shows the models that a host holds.</summary>
    internal void Watch(ModelHost host)
    {
        _meter.CreateObservableGauge(
            "orleansml.queue.length", () => Observe(host, static status => status.Queued), "{request}", "Requests that wait for a device.");
        _meter.CreateObservableGauge(
            "orleansml.model.memory", () => Observe(host, static status => status.Bytes), "By", "Memory accounted for a loaded model.");
        _meter.CreateObservableGauge(
            "orleansml.models.loaded", () => host.GetModels().Length, "{model}", "Versions in memory.");
        _meter.CreateObservableGauge(
            "orleansml.models.memory.budget", () => host.MemoryBudgetBytes, "By", "Memory that loaded models may take together.");
        _meter.CreateObservableGauge(
            "orleansml.device.threads", () => host.DeviceThreads, "{thread}", "Threads that compute.");
    }

    /// <summary>A gauge of what is counted per version.</summary>
    internal void CreateGauge(string name, string unit, string description, Func<IEnumerable<KeyValuePair<ModelId, long>>> read) =>
        _meter.CreateObservableGauge(name, () => Sum(read()), unit, description);

    private IEnumerable<Measurement<long>> Observe(ModelHost host, Func<HostedModelStatus, long> value) =>
        Sum(host.GetModels().Select(model => KeyValuePair.Create(model.Key, value(model.Value))));

    // A gauge keeps the last of several measurements with the same labels, and many versions may be "(other)".
    private IEnumerable<Measurement<long>> Sum(IEnumerable<KeyValuePair<ModelId, long>> values) => values
        .GroupBy(value => LabelsOf(value.Key))
        .Select(static group => new Measurement<long>(group.Sum(static value => value.Value), group.Key));
}
