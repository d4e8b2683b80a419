using System.Diagnostics.Metrics;
using OrleansML.Learning.Monitoring;
using OrleansML.Models;

namespace OrleansML.Inference;

/// <summary>What is measured of one version on this silo. Its labels are made once, so that measuring allocates nothing. Safe for concurrent use.</summary>
internal sealed class VersionMetrics
{
    private readonly ServingInstruments _instruments;
    private readonly KeyValuePair<string, object?>[] _answered;
    private readonly KeyValuePair<string, object?>[] _failed;
    private readonly long[] _outcomes = new long[RequestOutcomes.Names.Length];
    private readonly ModelObjectives? _objectives;
    private readonly TimeSpan _latency;
    private long _slow;

    public VersionMetrics(string model, string version, string pool, ModelObjectives? objectives, ServingInstruments instruments)
    {
        Model = model;
        Labels = [new("model", model), new("version", version), new("pool", pool)];
        _answered = [.. Labels, new("outcome", "ok")];
        _failed = [.. Labels, new("outcome", "error")];
        _objectives = objectives;
        _latency = objectives?.Latency ?? TimeSpan.MaxValue;
        _instruments = instruments;
    }

    public string Model { get; }

    /// <summary>Model, version and pool.</summary>
    public KeyValuePair<string, object?>[] Labels { get; }

    /// <summary>A request was answered.</summary>
    /// <param name="elapsed">Time since it came to the silo.</param>
    /// <param name="queueMicroseconds">Time that it waited for a device.</param>
    public void Answered(TimeSpan elapsed, int queueMicroseconds)
    {
        Interlocked.Increment(ref _outcomes[RequestOutcomes.Answered]);
        if (elapsed > _latency)
            Interlocked.Increment(ref _slow);
        _instruments.Requests.Record(elapsed.TotalSeconds, _answered);
        _instruments.Queued.Record(queueMicroseconds * 1e-6, Labels);
    }

    /// <summary>A request was not answered.</summary>
    /// <param name="exception">Why.</param>
    /// <param name="elapsed">Time since it came to the silo.</param>
    public void Failed(Exception exception, TimeSpan elapsed)
    {
        Interlocked.Increment(ref _outcomes[RequestOutcomes.Of(exception)]);
        _instruments.Requests.Record(elapsed.TotalSeconds, _failed);
    }

    /// <summary>A batch was computed, with success or without.</summary>
    public void Computed(TimeSpan elapsed, int rows)
    {
        _instruments.Computed.Record(elapsed.TotalSeconds, Labels);
        _instruments.BatchRows.Record(rows, Labels);
    }

    /// <summary>The features of a request were read.</summary>
    public void FeaturesRead(TimeSpan elapsed) => _instruments.FeaturesRead.Record(elapsed.TotalSeconds, Labels);

    /// <summary>How many requests came to this, by <see cref="RequestOutcomes"/>.</summary>
    public long CountOf(int outcome) => Interlocked.Read(ref _outcomes[outcome]);

    /// <summary>Requests counts of every outcome that occurred.</summary>
    public IEnumerable<Measurement<long>> ObserveOutcomes()
    {
        for (var outcome = 0; outcome < _outcomes.Length; outcome++)
        {
            if (CountOf(outcome) is > 0 and var count)
                yield return new Measurement<long>(count, [.. Labels, new("code", RequestOutcomes.Names[outcome])]);
        }
    }

    /// <summary>Requests since the first that objectives judge; null for an objective that the version does not have.</summary>
    public SloCounts? CountsOf(SloObjective objective)
    {
        var answered = CountOf(RequestOutcomes.Answered);
        switch (objective)
        {
            case SloObjective.Availability when _objectives?.Availability is { } target:
                var faults = 0L;
                for (var outcome = 0; outcome < _outcomes.Length; outcome++)
                    faults += RequestOutcomes.IsFault[outcome] ? CountOf(outcome) : 0;
                return new SloCounts(answered + faults, faults, (answered + faults) * (1 - target));
            case SloObjective.Latency when _objectives?.Latency is not null:
                return new SloCounts(answered, Interlocked.Read(ref _slow), answered * (1 - _objectives.LatencyShare));
            default:
                return null;
        }
    }
}
