using Microsoft.Extensions.Options;
using OrleansML.Data.Monitoring;
using OrleansML.Grains.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Monitoring;

/// <summary>Counts events into the windows of the monitors. Counting takes no call to anybody; what was counted is sent beside it.</summary>
internal sealed class WindowSink(
    WindowSender sender, CountedSource source, MonitoringRun run, TimeProvider time, IOptions<FeatureOptions> features) : IEventSink
{
    /// <summary>Columns of segments that may wait to be sent; beyond them values are not kept apart.</summary>
    private const int MostColumns = 200_000;

    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestFlush = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, CountedModel> _models = new(StringComparer.Ordinal);
    private bool _mayGrow = true;
    private volatile bool _isStopping;
    private bool _hasStopped;

    public bool IsFull => false;

    public bool IsDue(FeatureTime completeUntil) => !_hasStopped && _models.Values.Any(model => model.IsDue(TimeOf(completeUntil)));

    public void Take(in PredictionRows rows)
    {
        var name = rows.Counter.Model;
        if (!_models.TryGetValue(name, out var model))
            _models.Add(name, model = new CountedModel(name, sender, source, run, features.Value.PlainPersonalHistory));
        model.Add(rows, time.GetUtcNow(), _mayGrow);
    }

    public async Task FlushAsync(FeatureTime completeUntil, bool evenFailed, CancellationToken cancellationToken)
    {
        if (_hasStopped)
            return;

        var (until, now, isStopping) = (TimeOf(completeUntil), time.GetUtcNow(), _isStopping);
        foreach (var (name, _) in _models.Where(model => model.Value.HasEnded && model.Value.LastAt < now - IdleTime).ToArray())
            _models.Remove(name);
        var models = _models.Values.Select(model => (Model: model, IsLast: isStopping || model.LastAt < now - IdleTime));
        if (evenFailed)
        {
            await Task.WhenAll(models.Select(model => model.Model.FlushAllAsync(until, model.IsLast))).WaitAsync(LongestFlush, cancellationToken);
        }
        else
        {
            foreach (var (model, isLast) in models.ToArray())
                await model.FlushAsync(until, isLast);
        }

        _mayGrow = _models.Values.Sum(static model => model.Columns) < MostColumns;
        _hasStopped = isStopping;
    }

    /// <summary>Has the next flush tell the monitors that nothing follows. What comes afterwards counts as lost.</summary>
    public void Stop() => _isStopping = true;

    private static DateTimeOffset TimeOf(FeatureTime time) => DateTimeOffset.UnixEpoch.AddMicroseconds(time.Microseconds);
}
