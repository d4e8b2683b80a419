using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansML.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>
/// The live features of one entity. Reentrant: while one reader waits for a source, others read what is known, and everything between two awaits
/// is one turn. Calls come from silos only; <see cref="FeatureServiceGrain"/> is the way in for others, and masks what they may not see.
/// </summary>
[Reentrant, FeaturePlacement]
internal sealed partial class FeatureGrain : Grain, IFeatureGrain, IEntityOwner, IIncomingGrainCallFilter
{
    // What the store does not take must not fill the memory.
    private const int MostUnwritten = 10_000;

    // How long a source's word that it has no value for an entity holds, where no time to live says so.
    private static readonly TimeSpan MissingLife = TimeSpan.FromSeconds(10);

    // Timers fire this much late, and the time limit is the reader's.
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(2);

    private static readonly TimeSpan ShortestLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(30);

    private readonly FeatureViews _views;
    private readonly FeatureHistory _history;
    private readonly TimeProvider _time;
    private readonly ILogger<FeatureGrain> _logger;
    private readonly EntityFetches _fetches;
    private readonly EntityWriter _writer;
    private readonly string _view;
    private readonly string _entity;
    private EntityFeatures? _features;
    private FeatureValue[] _key = [];
    private Task<EntityFeatures>? _moving;
    private IGrainTimer? _timer;

    public FeatureGrain(
        IGrainContext context, FeatureViews views, FeatureHistory history, FeatureStore store, TimeProvider time, ILogger<FeatureGrain> logger)
    {
        _views = views;
        _history = history;
        _time = time;
        _logger = logger;
        _fetches = new EntityFetches(time);
        _writer = new EntityWriter(context.GrainId, store, time, logger);
        (_view, _entity) = FeatureKeyText.Split(context.GrainId.Key.ToString() ?? "");
    }

    public EntityFeatures Features => _features!;

    public Task Invoke(IIncomingGrainCallContext context) => FeatureAccess.Invoke(context);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var view = await _views.GetAsync(_view);
        if (!EntityKey.TryParse(view.View.Entity, _entity, out var key, out var reason))
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"The entity for view '{_view}' is not spelled right: {reason}.");

        _key = key;
        _features = IsStored(view) ? await Load(view) : new EntityFeatures(view);
        KeepAlive(view);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_features is not null && _writer.Unwritten > 0 && !await _writer.WriteAsync(this))
            LogLost(_logger, _writer.Unwritten, _view);
    }

    public ValueTask<FeatureVector> Read(FeatureSelection selection, NamedDatum[] request)
    {
        if (_features!.View.IsSuperseded)
            return ReadMoved(selection, request);

        var plan = _features.View.PlanOf(selection);
        var now = _time.GetFeatureTime();
        return StartFetches(plan, now) is { } waiting ? ReadAfter(waiting, plan, request) : new(Assemble(plan, request, now));
    }

    public async ValueTask<FeatureEventOutcome[]> Ingest(int revision, FeatureEventData[] events)
    {
        var features = await Current(revision);
        var outcomes = features.View.Revision == revision ? await TakeIn(features, events) : RefuseAll(events, FeatureEventOutcome.OtherRevision);
        features.View.Metrics.CountEvents(outcomes);
        return outcomes;
    }

    public async Task Flush()
    {
        if (!await _writer.WriteAsync(this))
            throw new OrleansMLException(ErrorCode.StorageUnavailable, $"Events of an entity of view '{_view}' could not be written; repeat the request.");
    }

    public async Task Reload(IReadOnlyList<FeatureEventData> events)
    {
        var loaded = await Load(Features.View);
        var now = _time.GetFeatureTime();
        foreach (var delivered in events)
            loaded.Apply(delivered, now);
        _features = loaded;
    }

    private static bool IsStored(ViewRuntime view) => view.View.Durability.Mode != DurabilityMode.None;

    private static FeatureEventOutcome[] RefuseAll(FeatureEventData[] events, FeatureEventOutcome outcome) => Array.ConvertAll(events, _ => outcome);

    private async ValueTask<FeatureEventOutcome[]> TakeIn(EntityFeatures features, FeatureEventData[] events)
    {
        var durability = features.View.View.Durability;
        if (_writer.Unwritten > MostUnwritten || (durability.Mode == DurabilityMode.WriteBehind && _writer.Waiting > durability.Bound))
            return RefuseAll(events, FeatureEventOutcome.NotWritten);

        var now = _time.GetFeatureTime();
        var outcomes = Array.ConvertAll(events, delivered => features.Apply(delivered, now));
        _history.Add(features.View.View, _entity, events, outcomes, now);
        KeepAlive(features.View);
        return await MakeDurable(durability, events) ? outcomes : RefuseAll(events, FeatureEventOutcome.NotWritten);
    }

    private async ValueTask<FeatureVector> ReadMoved(FeatureSelection selection, NamedDatum[] request)
    {
        await Current(0);
        return await Read(selection, request);
    }

    private async ValueTask<FeatureVector> ReadAfter(Task waiting, ReadPlan plan, NamedDatum[] request)
    {
        try
        {
            await waiting.WaitAsync(Earlier(plan.Selection.Timeout), _time);
        }
        catch (TimeoutException)
        {
            // What is known is answered by its age; the call goes on and serves the readers after this one.
        }

        // The view may have changed meanwhile, and the plan with it.
        return Assemble(Features.View.PlanOf(plan.Selection), request, _time.GetFeatureTime());
    }

    private static TimeSpan Earlier(TimeSpan timeout) => timeout > 5 * Lateness ? timeout - Lateness : timeout;

    private FeatureVector Assemble(ReadPlan plan, NamedDatum[] request, FeatureTime now)
    {
        var vector = Features.Assemble(_entity, plan, request, now, _history);
        return FailuresOf(plan, now) is { Length: > 0 } failures ? vector with { SourceFailures = failures } : vector;
    }

    /// <summary>Asks what must be asked, each source once.</summary>
    /// <returns>What a reader waits for; null when everything that can be had is fresh.</returns>
    private Task? StartFetches(ReadPlan plan, FeatureTime now)
    {
        var view = Features.View;
        List<Task>? waiting = null;
        foreach (var field in plan.Fields)
        {
            var source = view.FieldSources[field];
            if (view.Calls[source] is not { } call)
                continue;

            var fresh = Features.IsFresh(field, view.Rules[field].TimeToLive ?? MissingLife, now);
            if (!fresh)
            {
                if (_fetches.IsDue(source, call.Pause, now))
                    _fetches.Start(source, call, _entity, _key, TakeAnswer);
                if (_fetches.Running(source) is { } running && waiting?.Contains(running) != true)
                    (waiting ??= []).Add(running);
            }
            else if (call.Source.Mode == SourceMode.Ahead && IsOld(source, call.Source.Interval, now) && _fetches.IsDue(source, call.Pause, now))
            {
                // Readers go on with what is fresh.
                _fetches.Start(source, call, _entity, _key, TakeAnswer);
            }
        }

        return waiting switch
        {
            null => null,
            [var only] => only,
            _ => Task.WhenAll(waiting),
        };
    }

    private bool IsOld(int source, TimeSpan interval, FeatureTime now) => _fetches.AnsweredAt(source) is not { } at || now - at >= interval;

    private async Task TakeAnswer(int source, FeatureEvent? answer)
    {
        var view = Features.View;
        var delivered = (answer ?? NothingFrom(view, source)).ToData();
        var now = _time.GetFeatureTime();
        FeatureEventData[] events = [delivered];
        var outcome = Features.Apply(delivered, now);
        _history.Add(view.View, _entity, events, [outcome], now);
        if (IsStored(view) && outcome == FeatureEventOutcome.Accepted)
            await MakeDurable(view.View.Durability, events);
    }

    // That the source does not know the entity is an answer too.
    private FeatureEvent NothingFrom(ViewRuntime view, int source) => new()
    {
        Entity = _entity,
        Source = source,
        Fields = [.. Enumerable.Range(0, view.View.Fields.Count).Where(slot => view.FieldSources[slot] == source)
            .Select(slot => new FeatureFieldValue(slot, FeatureValue.Missing))],
    };

    private string[] FailuresOf(ReadPlan plan, FeatureTime now)
    {
        List<string>? failures = null;
        var view = Features.View;
        foreach (var field in plan.Fields)
        {
            var source = view.FieldSources[field];
            if (view.Calls[source] is not { } call || Features.IsFresh(field, view.Rules[field].TimeToLive ?? MissingLife, now))
                continue;

            var failure = _fetches.Running(source) is not null
                ? $"Source '{call.Source.Name}' of view '{_view}' did not answer within {plan.Selection.Timeout.TotalMilliseconds:0} ms."
                : _fetches.FailureOf(source);
            if (failure is not null && failures?.Contains(failure) != true)
                (failures ??= []).Add(failure);
        }

        return failures is null ? [] : [.. failures];
    }

    private async ValueTask<bool> MakeDurable(DurabilityPolicy durability, FeatureEventData[] events)
    {
        switch (durability.Mode)
        {
            case DurabilityMode.WriteThrough:
                _writer.Note(events);
                return await _writer.WriteAsync(this);
            case DurabilityMode.WriteBehind:
                _writer.Note(events);
                // Half of the bound is left to the write itself.
                _timer ??= this.RegisterGrainTimer(WriteBehind, new GrainTimerCreationOptions(durability.Bound / 2, durability.Bound / 2) { Interleave = true });
                return true;
            default:
                return true;
        }
    }

    private async Task WriteBehind(CancellationToken cancellationToken)
    {
        if (!await _writer.WriteAsync(this) || _writer.Unwritten > 0)
            return;

        _timer?.Dispose();
        _timer = null;
    }

    /// <summary>What is known, under the newest definition, or one of at least a given revision.</summary>
    private async ValueTask<EntityFeatures> Current(int revision)
    {
        while (_features!.View.IsSuperseded || _features.View.Revision < revision)
        {
            _moving ??= Move(revision);
            var moved = await _moving;
            if (moved.View.Revision < revision)
                return moved;
        }

        return _features;
    }

    private async Task<EntityFeatures> Move(int revision)
    {
        await Task.Yield();
        try
        {
            var view = await _views.GetAsync(_view, Math.Max(revision, Features.View.Revision));
            if (view.Revision > Features.View.Revision)
            {
                if (!EntityKey.TryParse(view.View.Entity, _entity, out var key, out var reason))
                    throw new OrleansMLException(ErrorCode.InvalidRequest, $"The entity for view '{_view}' is not spelled right: {reason}.");

                _key = key;
                _features = Features.MoveTo(view);
            }

            return Features;
        }
        finally
        {
            _moving = null;
        }
    }

    private async Task<EntityFeatures> Load(ViewRuntime view)
    {
        var stored = await _writer.ReadAsync();
        if (stored.Revision == 0)
            return new EntityFeatures(view);
        if (stored.Revision == view.Revision)
            return EntityFeatures.Read(view, stored);

        var past = await _views.GetPastAsync(_view, stored.Revision);
        if (past is not null)
            return EntityFeatures.Read(past, stored).MoveTo(view);

        LogTooOld(_logger, _view, stored.Revision);
        return new EntityFeatures(view);
    }

    // Without a store, what was pushed here is nowhere else: an idle entity stays as long as its values can matter.
    private void KeepAlive(ViewRuntime view)
    {
        if (!IsStored(view))
            DelayDeactivation(view.Life(ShortestLife, LongestLife));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} events of an entity of view {View} were acknowledged as written behind and are lost: the store did not take them.")]
    private static partial void LogLost(ILogger logger, int count, string view);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is stored of an entity of view {View} is of revision {Revision}, which nobody knows any more; it starts empty.")]
    private static partial void LogTooOld(ILogger logger, string view, int revision);
}
