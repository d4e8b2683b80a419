using Microsoft.Extensions.Logging;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>What one monitor does from time to time: judging windows, telling and acting, taking labels, forgetting what is old. Of one grain; a failure is repeated in the next round.</summary>
internal sealed partial class MonitorWork(
    string model,
    MonitorServices services,
    MonitorStore store,
    MonitorDefinitions definitions,
    MonitorSources sources,
    WindowChanges changes,
    IGrainFactory grains,
    TimeProvider time,
    ILogger logger)
{
    private const int WindowsPerRound = 10;
    private const int MostUnderWay = 16;
    private const int LooksPart = 10;

    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private readonly LabelIntake _labels = new(model, services.Labels, store, definitions, changes, grains, time);
    private readonly MonitorRetentionWork _retention = new(model, store, definitions, changes, grains, time);
    private readonly KnownFailures _failures = new();
    private long? _lookedForLabels;
    private TimeSpan _lookTook;
    private bool _labelsCame;
    private string? _labelReason;
    private long _lookedAtChampion;

    public void LabelsMayHaveCome() => _labelsCame = true;

    /// <summary>Learns what the manifest of the champion says about how it is watched.</summary>
    public Task LookAtChampionAsync() => TryAsync("the champion", async () =>
    {
        _lookedAtChampion = time.GetTimestamp();
        var snapshot = await grains.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
        definitions.Know(snapshot.Find(snapshot.Champion)?.Description);
    });

    /// <summary>One round.</summary>
    public async Task RunAsync()
    {
        Send();
        if (time.GetElapsedTime(_lookedAtChampion) >= LookPeriod)
            await LookAtChampionAsync();
        await TryAsync("labels", TakeLabelsAsync);
        await TryAsync("windows", JudgeAsync);
        await TryAsync("old windows", _retention.RunAsync);
    }

    private async Task TryAsync(string what, Func<Task> part)
    {
        try
        {
            await part();
            _failures.End(what);
        }
        catch (Exception exception)
        {
            // The next round has it again, and says nothing new.
            if (_failures.IsNew(what, exception.Message))
                LogNotDone(logger, model, what, exception.Message);
        }
    }

    private async Task TakeLabelsAsync()
    {
        // Where labels come all the time, looking takes a tenth of it at most.
        var pause = _labelsCame ? _lookTook * LooksPart : LookPeriod;
        if (_lookedForLabels is { } last && time.GetElapsedTime(last) < pause)
            return;

        _labelsCame = false;
        var begun = time.GetTimestamp();
        var reason = await _labels.RunAsync();
        _lookedForLabels = time.GetTimestamp();
        _lookTook = time.GetElapsedTime(begun);
        if (reason is not null && reason != _labelReason)
            LogLabels(logger, model, reason);
        _labelReason = reason;
    }

    private async Task JudgeAsync()
    {
        for (var count = 0; count < WindowsPerRound && MonitorSchedule.Next(store.Record, definitions.Of(store.Record), sources.SureUntil(), time.GetUtcNow()) is { } next; count++)
            await JudgeAsync(next);
        foreach (var start in store.Record.Touched.Keys.Take(WindowsPerRound).ToArray())
            await JudgeAsync(start);
    }

    private async Task JudgeAsync(DateTimeOffset start)
    {
        var record = store.Record;
        var definition = definitions.Of(record);
        var index = MonitorView.IndexOf(record, definition, null);
        MeasuredWindow measured;
        try
        {
            measured = await Task.Run(() => services.Judge.MeasureAsync(index, definition, start));
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.InvalidRequest)
        {
            // It is damaged and stays so; those after it are judged all the same.
            LogDamaged(logger, model, start, exception.Message);
            measured = new MeasuredWindow(start, 0, []);
        }

        if (record.Alarms.Last is { } last && start > last + (record.Alarms.Step * MonitorSchedule.MostLate))
            LogSkipped(logger, model, last, start);
        var (seen, now) = (record.Touched.GetValueOrDefault(start), time.GetUtcNow());
        await store.ChangeAsync(current => current.Revision == record.Revision ? MonitorTurn.Judge(current, definition, measured, seen, now) : current);
        Send();
    }

    /// <summary>Starts what is due, without waiting for it.</summary>
    private void Send()
    {
        var now = time.GetUtcNow();
        foreach (var deed in store.Record.Notes.Values.SelectMany(static note => note.Deeds).Where(deed => deed.IsPending && deed.DueAt <= now).OrderBy(static deed => deed.DueAt))
        {
            if (_underWay.Count >= MostUnderWay)
                return;
            if (_underWay.Add(deed.Id))
                _ = SendAsync(deed);
        }
    }

    private async Task SendAsync(MonitorDeed deed)
    {
        try
        {
            var result = await services.Outbox.DoAsync(definitions.Of(store.Record), deed);
            var now = time.GetUtcNow();
            await store.ChangeAsync(record => MonitorTurn.Attempted(record, deed.Notice.Incident, deed.Id, result, now));
        }
        catch (Exception exception)
        {
            // It is done again under the same id.
            LogNotDone(logger, model, deed.Kind, exception.Message);
        }
        finally
        {
            _underWay.Remove(deed.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Monitor of model {Model} could not see to {What} for now: {Reason}")]
    private static partial void LogNotDone(ILogger logger, string model, string what, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Labels of model {Model} say nothing of some versions: {Reason}")]
    private static partial void LogLabels(ILogger logger, string model, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Monitor of model {Model} cannot judge the window from {Start}, and goes on with the next: {Reason}")]
    private static partial void LogDamaged(ILogger logger, string model, DateTimeOffset start, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Monitor of model {Model} skips windows after {Last}, which are too old to be judged, and goes on with {Start}.")]
    private static partial void LogSkipped(ILogger logger, string model, DateTimeOffset last, DateTimeOffset start);
}
