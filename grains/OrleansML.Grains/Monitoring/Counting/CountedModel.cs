using OrleansML.Data.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// Counts the requests of one model, and sends what was counted, one batch at a time: what is counted meanwhile goes with the next. Belongs to the consumer;
/// learning and sending run beside it and change nothing here.
/// </summary>
internal sealed class CountedModel(string model, WindowSender sender, CountedSource source, MonitoringRun run, bool keepsPersonal)
{
    private const int MostAnnounced = 1_000;

    private readonly Dictionary<int, CountedVersion> _versions = [];
    private readonly HashSet<MonitorWindowId> _announced = [];
    private MonitorWatch? _watch;
    private Task<CountedKnowledge?>? _learning;
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
            _learning ??= LearnAsync();
    }

    /// <summary>Goes on with what is under way, and begins a batch where nothing is. Waits for nothing.</summary>
    /// <param name="completeUntil">Everything that was answered before was added.</param>
    /// <param name="isLast">Whether nothing follows for now.</param>
    public async Task FlushAsync(DateTimeOffset completeUntil, bool isLast)
    {
        Columns = _versions.Values.Sum(static version => version.Columns);
        if (await TakeKnowledgeAsync() && _sending is not { IsCompleted: false })
            await SendAsync(completeUntil, isLast);
    }

    /// <summary>Completes when everything was sent that was added before, or something of it could not be. Not while anything is added.</summary>
    public async Task FlushAllAsync(DateTimeOffset completeUntil, bool isLast)
    {
        // What was to be learned before may have failed; it is tried once more.
        for (var attempt = 0; attempt < 2 && !await TakeKnowledgeAsync(); attempt++)
            await _learning!;
        if (!await TakeKnowledgeAsync())
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
            {
                version.Know(null, _watch);
                version.WasSent(_batch.CompleteUntil);
            }

            _batch = null;
        }

        var batch = _batch ??= Cut(completeUntil, isLast);
        _sending = Task.Run(() => sender.SendAsync(batch));
    }

    private WindowBatch Cut(DateTimeOffset completeUntil, bool isLast)
    {
        CountedWindow[] windows = [.. _versions.Values.SelectMany(static version => version.Cut())];
        Columns = 0;
        var shipments = windows.Select(window => new WindowShipment(model, run.Names.Run, window, run.NextPart())).ToArray();

        // Few are new: most windows are sent a part every few seconds.
        if (_announced.Count > MostAnnounced)
            _announced.Clear();
        MonitorWindowId[] announced = [.. shipments.Select(static shipment => shipment.Window).Where(_announced.Add)];
        return new WindowBatch(model, completeUntil, shipments, isLast) { Announced = announced };
    }

    private Task<CountedKnowledge?> LearnAsync()
    {
        var watch = _watch;
        int[] versions = [.. _versions.Values.Where(static version => !version.IsKnown).Select(static version => version.Version)];
        return Task.Run(() => source.LearnAsync(model, watch, versions));
    }

    // False: something waits for it.
    private async ValueTask<bool> TakeKnowledgeAsync()
    {
        if (_learning is { IsCompleted: true } learned)
        {
            _learning = null;
            if (await learned is { } knowledge)
            {
                _watch = knowledge.Watch;
                foreach (var (version, shapes) in knowledge.Shapes)
                    _versions[version].Know(shapes, knowledge.Watch);
            }
        }

        if (_versions.Values.All(static version => version.IsKnown))
            return true;
        _learning ??= LearnAsync();
        return false;
    }
}
