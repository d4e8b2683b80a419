using OrleansML.Learning.Pipelines;

namespace OrleansML.LearningTests.Pipelines;

/// <summary>
/// What the schedule must do, as a plain simulation over lists of due minutes: no ledger, every key that ever started is kept. Times are seconds since
/// the start of 2026.
/// </summary>
internal sealed class ScheduleModel(PipelineDefinition definition)
{
    private readonly HashSet<string> _everAsked = [];
    private readonly List<Trigger> _triggers = [];
    private readonly Queue<(long Due, string Key)> _backfill = new();
    private readonly List<string> _waiting = [];
    private long _clock;

    public PipelineDefinition Definition { get; set; } = definition;

    public string? Running { get; private set; }

    public bool Paused { get; private set; }

    public bool Cancelling { get; private set; }

    public List<string> Log { get; } = [];

    public List<string> Started { get; } = [];

    public long? NextDue => _triggers.SelectMany(trigger => trigger.Due.Where(due => due > _clock).Take(1)).Cast<long?>().Min();

    /// <summary>Makes these the triggers; those that are not the same as before count from now on.</summary>
    public void Change(IReadOnlyList<(string Name, string Identity, List<long> Due)> triggers, long now)
    {
        _clock = Math.Max(_clock, now);
        var before = _triggers.ToList();
        _triggers.Clear();
        if (triggers[0].Identity != before.FirstOrDefault()?.Identity)
            _backfill.Clear();
        foreach (var (name, identity, due) in triggers)
            _triggers.Add(new Trigger(name, identity, due, before.Find(known => known.Name == name && known.Identity == identity)?.From ?? _clock));
    }

    public void Tick(long now, IReadOnlyList<(string Id, long At)> hand, IReadOnlyList<(string Id, string Trigger, long From, long Until)> backfills)
    {
        _clock = Math.Max(_clock, now);
        if (Running is null && _waiting.Count > 0 && (!Paused || _waiting[0].StartsWith("hand/", StringComparison.Ordinal)))
        {
            var next = _waiting[0];
            _waiting.RemoveAt(0);
            Run(next);
        }

        foreach (var (id, at) in hand)
        {
            if (_everAsked.Add(id))
                Offer($"hand/{Text(at)}/{id}", several: false);
        }

        var offers = new List<(long Due, string Key, bool Several)>();
        foreach (var trigger in _triggers)
            offers.AddRange(Collect(trigger));
        foreach (var (_, key, several) in offers.OrderBy(offer => offer.Due))
            Offer(key, several);

        foreach (var (id, name, from, until) in backfills)
        {
            var dues = _triggers.Find(trigger => trigger.Name == name)!.Due.Where(due => due >= from && due <= until).ToList();
            if (_everAsked.Add(id) && _backfill.Count == 0 && dues.Count is > 0 and <= 5)
                dues.ForEach(due => _backfill.Enqueue((due, $"backfill/{id}/{Text(due)}")));
        }

        if (Running is null && !Paused && _backfill.TryDequeue(out var backfill))
            Run(backfill.Key);
    }

    public void End(RunOutcome outcome)
    {
        Running = null;
        Cancelling = false;
        Paused |= outcome == RunOutcome.Failed && Definition.PauseOnFailure;
    }

    public void Unpause() => Paused = false;

    public static string Text(long second) => LocalMinutes.Origin.AddSeconds(second).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private List<(long, string, bool)> Collect(Trigger trigger)
    {
        int old = 0, late = 0;
        var keep = new List<long>();
        var limit = Definition.CatchUp.Runs == CatchUpRuns.All ? Definition.CatchUp.Most : 1;
        foreach (var due in trigger.Due)
        {
            if (due <= trigger.From || due > _clock)
                continue;
            if (_clock - due > (long)Definition.CatchUp.Window.TotalSeconds)
            {
                old++;
                continue;
            }

            keep.Add(due);
            if (keep.Count > limit)
            {
                keep.RemoveAt(0);
                late++;
            }
        }

        trigger.From = _clock;
        if (old > 0)
            Log.Add($"miss {trigger.Name} {old} old");
        if (late > 0)
            Log.Add($"miss {trigger.Name} {late} late");
        return keep.ConvertAll(due => (due, $"{trigger.Name}/{Text(due)}", keep.Count > 1));
    }

    private void Offer(string key, bool several)
    {
        var byHand = key.StartsWith("hand/", StringComparison.Ordinal);
        var behindBackfill = Running?.StartsWith("backfill/", StringComparison.Ordinal) == true;
        if (Paused && !byHand)
        {
            Log.Add($"skip {key} paused");
        }
        else if (Running is null)
        {
            Run(key);
        }
        else if (several)
        {
            Wait(key, 100);
        }
        else if (Definition.Overlap == OverlapPolicy.CancelOther)
        {
            _waiting.ForEach(other => Log.Add($"skip {other} replaced"));
            _waiting.Clear();
            if (!behindBackfill && !Cancelling)
            {
                Cancelling = true;
                Log.Add($"cancel {Running}");
            }

            Wait(key, 1);
        }
        else if (Definition.Overlap == OverlapPolicy.BufferOne || behindBackfill)
        {
            Wait(key, 1);
        }
        else
        {
            Log.Add($"skip {key} running");
        }
    }

    private void Wait(string key, int places)
    {
        if (_waiting.Count < places)
            _waiting.Add(key);
        Log.Add(_waiting.Contains(key) ? $"wait {key}" : $"skip {key} full");
    }

    private void Run(string key)
    {
        Running = key;
        Started.Add(key);
        Log.Add($"start {key}");
    }

    private sealed class Trigger(string name, string identity, List<long> due, long from)
    {
        public string Name => name;

        public string Identity => identity;

        public List<long> Due => due;

        public long From { get; set; } = from;
    }
}
