using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// Watches one model. Each change makes a new record from the one before and stores it; what follows from it is done afterwards, from what is stored. Work
/// that takes long runs beside the calls and ends in such a change.
/// </summary>
[CollectionAgeLimit(Days = 1)]
internal sealed partial class ModelMonitorGrain : Grain, IModelMonitorGrain
{
    private const int LongestActor = 200;
    private const int LongestReason = 1_000;

    private readonly IPersistentState<ModelMonitorState> _state;
    private readonly MonitorServices _services;
    private readonly TimeProvider _time;
    private readonly MonitoringOptions _options;
    private readonly ILogger<ModelMonitorGrain> _logger;
    private readonly string _model;
    private readonly MonitorDefinitions _definitions;
    private readonly MonitorSources _sources;
    private readonly WindowChanges _changes = new();
    private MonitorStore _store = null!;
    private MonitorWork _work = null!;
    private IGrainTimer? _timer;
    private bool _isKnown;

    public ModelMonitorGrain(
        IGrainContext context,
        [PersistentState("model-monitor")] IPersistentState<ModelMonitorState> state,
        MonitorServices services,
        TimeProvider time,
        IOptions<MonitoringOptions> options,
        ILogger<ModelMonitorGrain> logger)
    {
        _state = state;
        _services = services;
        _time = time;
        _options = options.Value;
        _logger = logger;
        _model = context.GrainId.Key.ToString() ?? "";
        _definitions = new MonitorDefinitions(_model);
        _sources = new MonitorSources(time, _options.Patience);
    }

    private MonitorRecord Record => _store.Record;

    private MonitorDefinition Definition => _definitions.Of(Record);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _store = new MonitorStore(_state, _model, DeactivateOnIdle);
        _work = new MonitorWork(_model, _services, _store, _definitions, _sources, _changes, GrainFactory, _time, _logger);
        await _work.LookAtChampionAsync();
        Drive();
    }

    public async Task<MonitorApplied> Apply(ApplyMonitorRequest request)
    {
        await RequireModelAsync();
        if (request.Actor.Length > LongestActor)
            throw Invalid($"'actor' has {request.Actor.Length} characters; {LongestActor} are allowed.");
        var definition = MonitorDefinitions.Read(_model, request.Definition);
        var isSame = Record.Definition == request.Definition;
        var changes = isSame ? [] : MonitorChanges.Between(FindDefinition(), definition);
        var notes = await new MonitorReferences(GrainFactory).MissingAsync(definition);
        if (isSame || request.DryRun)
            return MonitorView.AppliedOf(_model, isSame ? Record.Revision : Record.LastRevision + 1, changes, notes);

        var now = _time.GetUtcNow();
        var record = await _store.ChangeAsync(record => MonitorTurn.Apply(record, request.Definition, definition, request.Actor, now));
        LogApplied(_logger, _model, record.Revision, string.Join(" ", changes));
        Drive();
        return MonitorView.AppliedOf(_model, record.Revision, changes, notes);
    }

    public async Task<MonitorDefinitionText> GetDefinition()
    {
        await RequireModelAsync();
        return new MonitorDefinitionText
        {
            Model = _model,
            Definition = Record.Definition ?? UsualDefinitionWriter.Write(_definitions.Usual),
            Revision = Record.Revision,
            AppliedAt = Record.AppliedAt,
            Actor = Record.Actor,
        };
    }

    public async Task<MonitorApplied> Delete()
    {
        await RequireModelAsync();
        var usual = _definitions.Usual;
        var changes = Record.Definition is null ? [] : MonitorChanges.Between(FindDefinition(), usual);
        var now = _time.GetUtcNow();
        var record = await _store.ChangeAsync(record => MonitorTurn.Apply(record, null, usual, "", now));
        return MonitorView.AppliedOf(_model, record.Revision, changes, []);
    }

    public Task<MonitorWatch> GetWatch() => Task.FromResult(MonitorView.WatchOf(Record, Definition));

    public async Task<MonitorWatch> Report(MonitorProgress progress)
    {
        _changes.Note(progress.Windows);
        var record = await _store.ChangeAsync(record => MonitorTurn.Report(record, _definitions.Of(record), progress));
        _sources.Hear(progress);
        Drive();
        return MonitorView.WatchOf(record, _definitions.Of(record));
    }

    public async Task<MonitorIndex> GetIndex()
    {
        await RequireModelAsync();
        return _changes.In(MonitorView.IndexOf(Record, Definition, _sources.Watermark())) with { Waiting = _sources.Waiting() };
    }

    public async Task<MonitorIncident[]> GetIncidents(bool? isOpen, int most)
    {
        await RequireModelAsync();
        if (most < 1)
            throw Invalid($"{most} incidents are asked for; 1 or more are allowed.");
        var (record, definition, now) = (Record, Definition, _time.GetUtcNow());
        return [.. MonitorView.Incidents(record, isOpen).Take(most).Select(incident => MonitorView.Of(record, definition, incident, now))];
    }

    public async Task<MonitorIncident> GetIncident(string id)
    {
        await RequireModelAsync();
        return Find(id);
    }

    public async Task<MonitorIncident> Close(string id, string reason)
    {
        await RequireModelAsync();
        RequireReason(reason);
        Find(id);
        var now = _time.GetUtcNow();
        await _store.ChangeAsync(record => MonitorTurn.Close(record, _definitions.Of(record), id, reason, now));
        Drive();
        return Find(id);
    }

    public async Task<MonitorSilence[]> Silence(MonitorSilence silence)
    {
        await RequireModelAsync();
        RequireReason(silence.Reason);
        var now = _time.GetUtcNow();
        if (silence.Until > now)
            RequireKnown(silence);
        var record = await _store.ChangeAsync(record =>
        {
            try
            {
                return record with { Alarms = AlarmRules.Silence(record.Alarms, new AlarmSilence(silence.Rule, silence.Segment, silence.Until, silence.Reason), now) };
            }
            catch (InvalidOperationException exception)
            {
                throw Invalid(exception.Message);
            }
        });
        return MonitorView.SilencesOf(record, now);
    }

    public async Task<MonitorSilence[]> GetSilences()
    {
        await RequireModelAsync();
        return MonitorView.SilencesOf(Record, _time.GetUtcNow());
    }

    public Task LabelsCame()
    {
        _work.LabelsMayHaveCome();
        Drive();
        return Task.CompletedTask;
    }

    public Task Ensure()
    {
        Drive();
        return Task.CompletedTask;
    }

    private static OrleansMLException Invalid(string message) => new(ErrorCode.InvalidRequest, message);

    private static void RequireReason(string reason)
    {
        var length = reason.Trim().Length;
        if (length is 0 or > LongestReason)
            throw Invalid($"The reason has {length} characters; 1 to {LongestReason} are allowed.");
    }

    // What is gone from the definition can still be told again.
    private void RequireKnown(MonitorSilence silence)
    {
        var (rules, segments) = (Definition.Rules, Definition.Segments);
        if (silence.Rule is { } name && rules.All(rule => rule.Name != name))
            throw Invalid($"There is no rule '{name}' to silence; the rules are {string.Join(", ", rules.Select(static rule => rule.Name))}.");
        if (silence.Segment is { } segment && !MonitorSegments.IsDeclared(segments, segment))
            throw Invalid($"There is no segment '{segment}' to silence; allowed are {MonitorSegments.Allowed(segments)}.");
    }

    private MonitorDefinition FindDefinition()
    {
        try
        {
            return Definition;
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.InvalidRequest)
        {
            // What is in use is not valid for this build, and is about to be replaced.
            return _definitions.Usual;
        }
    }

    private MonitorIncident Find(string id)
    {
        var (record, definition) = (Record, Definition);
        return MonitorView.Incidents(record, null).FirstOrDefault(incident => incident.Id == id) is { } found
            ? MonitorView.Of(record, definition, found, _time.GetUtcNow())
            : throw new OrleansMLException(
                ErrorCode.IncidentNotFound, $"Model '{_model}' has no incident '{id}' among the open ones and the last {AlarmState.MostClosed} that closed: list its incidents for their ids.");
    }

    private async Task RequireModelAsync()
    {
        if (_isKnown)
            return;
        if ((await GrainFactory.GetGrain<IModelRegistryGrain>(_model).GetSnapshot()).Revision == 0)
            throw new OrleansMLException(ErrorCode.ModelNotFound, $"Request for unknown model: '{_model}' is not found");
        _isKnown = true;
    }

    private void Drive()
    {
        if (!Record.IsIdle)
            _timer ??= this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, _options.Judge) { Interleave = true, KeepAlive = true });
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        await _work.RunAsync();
        if (!Record.IsIdle || _timer is not { } timer)
            return;

        _timer = null;
        timer.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Monitor of model {Model}: revision {Revision} is in use. {Changes}")]
    private static partial void LogApplied(ILogger logger, string model, int revision, string changes);
}
