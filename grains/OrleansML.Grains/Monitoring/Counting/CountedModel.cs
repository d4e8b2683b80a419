using OrleansML.Data.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// Counts the requests of one model, and sends what was counted, one batch at a time: what is counted meanwhile goes with the next. A version of which it
/// cannot be said how it is counted waits, and the others go on. Belongs to the consumer; learning and sending run beside it and change nothing here.
/// </summary>
internal sealed class CountedModel(string model, WindowSender sender, CountedSource source, MonitoringRun run, bool keepsPersonal)
{
    private const int MostAnnounced = 1_000;

    private readonly Dictionary<int, CountedVersion> _versions = [];
    private readonly Dictionary<int, Task<CountedKnowledge>> _learning = [];
    private readonly HashSet<MonitorWindowId> _announced = [];
    private MonitorWatch? _watch;
    private WindowBatch? _batch;
    private Task<bool>? _sending;

    /// <summary>Columns that take memory.</summary>
    public int Columns { get; private set; }

    /// <summary>When the last request was counted.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Whether everything was sent, and the monitor was told that nothing follows.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether a window has ended of which something waits here and can be sent.</summary>
    public bool IsDue(DateTimeOffset completeUntil) =>
        _sending is not { IsCompleted: false } && _versions.Values.Any(version => version.IsKnown && version.FirstEnd <= completeUntil);

    /// <summary>Counts a request.</summary>
    public void Add(in PredictionRows rows, DateTimeOffset now, bool mayGrow)
    {
        if (!_versions.TryGetValue(rows.Counter.Version, out var version))
            _versions.Add(rows.Counter.Version, version = new CountedVersion(rows.Counter, keepsPersonal));
        version.Add(rows, mayGrow);
        (LastAt, HasEnded) = (now, false);
        if (!version.IsKnown)
            Learn(version.Version);
    }

    /// <summary>Goes on with what is under way, and begins a batch where nothing is. Waits for nothing.</summary>
    /// <param name="completeUntil">Everything that was answered before was added.</param>
    /// <param name="isLast">Whether nothing follows for now.</param>
    public async Task FlushAsync(DateTimeOffset completeUntil, bool isLast)
    {
        Columns = _versions.Values.Sum(static version => version.Columns);
        await TakeKnowledgeAsync();
        if (CanSend && _sending is not { IsCompleted: false })
            await SendAsync(completeUntil, isLast);
    }

    /// <summary>Completes when everything was sent that was added before, or something of it could not be. Not while anything is added.</summary>
    public async Task FlushAllAsync(DateTimeOffset completeUntil, bool isLast)
    {
        // What was to be learned before may have failed; it is tried once more.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await TakeKnowledgeAsync();
            await Task.WhenAll(_learning.Values);
        }

        await TakeKnowledgeAsync();
        if (!CanSend)
            return;

        // What is on its way, or is left, goes first, and then what was counted since.
        if (_batch is not null)
        {
            if (_sending is { IsCompleted: false })
                await _sending;
            else
                await SendAsync(completeUntil, isLast);
            if (!await _sending!)
                return;
        }

        await SendAsync(completeUntil, isLast);
        await _sending!;
    }

    private async Task SendAsync(DateTimeOffset completeUntil, bool isLast)
    {
        if (_sending is not null && await _sending)
        {
            HasEnded = _batch!.IsLast;
            _watch = _batch.Answer!;
            foreach (var version in _versions.Values)
                version.Know(null, _watch);
            foreach (var version in _batch.Counted)
                version.WasSent(_batch.CompleteUntil);
            _batch = null;
        }

        var batch = _batch ??= Cut(completeUntil, isLast);
        _sending = Task.Run(() => sender.SendAsync(batch));
    }

    private WindowBatch Cut(DateTimeOffset completeUntil, bool isLast)
    {
        CountedVersion[] known = [.. _versions.Values.Where(static version => version.IsKnown)];
        CountedWindow[] windows = [.. known.SelectMany(static version => version.Cut())];
        Columns = 0;
        var shipments = windows.Select(window => new WindowShipment(model, run.Names.Run, window, run.NextPart())).ToArray();

        // Few are new: most windows are sent a part every few seconds.
        if (_announced.Count > MostAnnounced)
            _announced.Clear();
        MonitorWindowId[] announced = [.. shipments.Select(static shipment => shipment.Window).Where(_announced.Add)];
        MonitorWaiting[] waiting =
        [
            .. _versions.Values.Where(static version => !version.IsKnown).Select(static version => new MonitorWaiting { Version = version.Version, Reason = version.Reason ?? "" }),
        ];

        // What waits is still to come.
        return new WindowBatch(model, completeUntil, shipments, isLast && waiting.Length == 0) { Announced = announced, Counted = known, Waiting = waiting };
    }

    // What is being learned for the first time is known in a moment, and belongs to the batch.
    private bool CanSend => _watch is not null && _versions.Values.All(static version => version.IsKnown || version.Reason is not null);

    private void Learn(int version)
    {
        var watch = _watch;
        if (!_learning.ContainsKey(version))
            _learning.Add(version, Task.Run(() => source.LearnAsync(model, watch, version)));
    }

    private async Task TakeKnowledgeAsync()
    {
        foreach (var (number, learning) in _learning.Where(static learning => learning.Value.IsCompleted).ToArray())
        {
            _learning.Remove(number);
            var knowledge = await learning;
            _watch ??= knowledge.Watch;
            if (knowledge.Reason is { } reason)
                _versions[number].Wait(reason);
            else
                _versions[number].Know(knowledge.Shapes, _watch!);
        }

        foreach (var version in _versions.Values.Where(static version => !version.IsKnown))
            Learn(version.Version);
    }
}
