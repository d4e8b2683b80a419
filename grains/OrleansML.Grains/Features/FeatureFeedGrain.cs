using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Storage;
using OrleansML.Data.Sources;
using OrleansML.Features;
using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>
/// Runs one feed in the background of its turns. Its place is stored after the events before it were taken in, on top of what this activation
/// last stored: an activation that lives on where a silo was thought dead finds out there, and ends.
/// </summary>
[Reentrant, CollectionAgeLimit(Days = 1)]
internal sealed partial class FeatureFeedGrain : Grain, IFeatureFeedGrain, IDisposable
{
    private const int BatchEvents = 1000;
    private const int KeptRejections = 10;

    // Each batch stores the place of the feed; a replay in small steps need not do so more often.
    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly IPersistentState<FeatureFeedState> _state;
    private readonly FeatureViews _views;
    private readonly FeatureReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger<FeatureFeedGrain> _logger;
    private readonly string _view;
    private readonly string _source;
    private CancellationTokenSource? _stopping;
    private Task _running = Task.CompletedTask;

    public FeatureFeedGrain(
        IGrainContext context,
        [PersistentState("feature-feed")] IPersistentState<FeatureFeedState> state,
        FeatureViews views,
        FeatureReader reader,
        TimeProvider time,
        ILogger<FeatureFeedGrain> logger)
    {
        _state = state;
        _views = views;
        _reader = reader;
        _time = time;
        _logger = logger;
        (_view, _source) = FeatureKeyText.Split(context.GrainId.Key.ToString() ?? "");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await EndAsync();

    public void Dispose() => _stopping?.Dispose();

    public async Task<FeatureFeedStatus> Start(FeatureFeedRequest request)
    {
        if (request.Speed is { } speed && !(speed > 0 && double.IsFinite(speed)))
            throw new OrleansMLException(ErrorCode.InvalidRequest, FormattableString.Invariant($"The speed is {speed}; a number above 0 is allowed."));

        await FindReadersAsync();
        if (!_running.IsCompleted && !request.Restart)
            return _state.State.Status;

        await EndAsync();
        var before = request.Restart || _state.State.Status.Phase == FeatureFeedPhase.Completed ? new FeatureFeedState() : _state.State;
        await Store(before with
        {
            Request = request,
            Status = before.Status with { Phase = FeatureFeedPhase.Running, Failure = null },
            IsDecided = true,
        });
        Begin();
        return _state.State.Status;
    }

    public async Task<FeatureFeedStatus> Stop()
    {
        await EndAsync();
        if (_state.State.Status.Phase == FeatureFeedPhase.Running || !_state.State.IsDecided)
            await Store(_state.State with { Status = _state.State.Status with { Phase = FeatureFeedPhase.Idle, Failure = null }, IsDecided = true });
        return _state.State.Status;
    }

    public Task<FeatureFeedStatus> GetStatus() => Task.FromResult(_state.State.Status);

    public async Task Ensure()
    {
        if (!_running.IsCompleted)
            DelayDeactivation(Life);
        else if (_state.State.Status.Phase == FeatureFeedPhase.Running)
            Begin();
        else if (!_state.State.IsDecided && (await FindReadersAsync()).Changes is not null)
            await Start(new FeatureFeedRequest());
    }

    private void Begin()
    {
        if (!_running.IsCompleted)
            return;

        DelayDeactivation(Life);
        _stopping?.Dispose();
        _stopping = new CancellationTokenSource();
        _running = RunAsync(_stopping.Token);
    }

    private async Task EndAsync()
    {
        if (_stopping is { } stopping)
            await stopping.CancelAsync();
        await _running;
    }

    private async Task<SourceReaders> FindReadersAsync()
    {
        var view = await _views.GetAsync(_view);
        if (view.SourceOf(_source) is not { } index)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest,
                $"View '{_view}' has no source '{_source}'; its sources are {string.Join(", ", view.View.Sources.Select(source => $"'{source.Name}'"))}.");
        }

        var readers = view.Readers[index];
        return readers.Changes is not null || readers.Files is not null ? readers : throw new OrleansMLException(
            ErrorCode.InvalidRequest,
            $"Source '{_source}' of view '{_view}' has no feed: only sources of kind files, and of kind postgresql with 'changes', are fed.");
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var readers = await FindReadersAsync();
                if (readers.Changes is { } changes)
                {
                    await PollAsync(changes, stopping);
                }
                else
                {
                    await ReplayAsync(readers.Files!, stopping);
                    await Store(_state.State with { Status = _state.State.Status with { Phase = FeatureFeedPhase.Completed, Failure = null } });
                    return;
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (InconsistentStateException)
            {
                // Another activation runs this feed.
                DeactivateOnIdle();
                return;
            }
            catch (SourceException exception) when (exception.Failure is SourceFailure.Misconfigured)
            {
                await FailAsync(exception.Message);
                return;
            }
            catch (Exception exception)
            {
                // Messages of others may hold what must not be seen.
                Note(exception is SourceException or OrleansMLException ? exception.Message : $"The feed failed: {exception.GetType().Name}.");
                LogFailed(_logger, _source, _view, exception.GetType().Name, exception is SourceException ? exception.Message : "");
            }

            await PauseAsync(Pause, stopping);
        }
    }

    private async Task PollAsync(IChangeSource changes, CancellationToken stopping)
    {
        var interval = (await _views.GetAsync(_view)).View.Sources.First(source => source.Name == _source).Interval;
        while (!stopping.IsCancellationRequested)
        {
            var batch = await changes.PollAsync(_state.State.Watermark, BatchEvents, stopping);
            await TakeAsync(batch.Events, stopping);
            if (batch.Watermark != _state.State.Watermark || batch.Poison.Count > 0)
                await Store(Counted(batch.Events.Count, batch.Poison) with { Watermark = batch.Watermark });
            else if (_state.State.Status.Failure is not null)
                Note(null);
            if (!batch.MayHaveMore)
                await PauseAsync(interval > TimeSpan.Zero ? interval : Pause, stopping);
            if ((await _views.GetAsync(_view)).Readers.All(readers => readers.Changes != changes))
                return;
        }
    }

    private async Task ReplayAsync(FileEventSource files, CancellationToken stopping)
    {
        var after = _state.State.Position is { } position ? new FilePosition(new FeatureTime(position.EventTime), position.File, position.Number) : null;
        using var playing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var played = Channel.CreateBounded<FileRecord>(BatchEvents);
        var player = PlayAsync(new EventReplay(_time, _state.State.Request.Speed).PlayAsync(files.ReadAsync(after, playing.Token), playing.Token), played.Writer, playing.Token);
        try
        {
            await TakePlayedAsync(played.Reader, stopping);
        }
        finally
        {
            await playing.CancelAsync();
            await player;
        }
    }

    private static async Task PlayAsync(IAsyncEnumerable<FileRecord> records, ChannelWriter<FileRecord> played, CancellationToken playing)
    {
        try
        {
            await foreach (var record in records)
                await played.WriteAsync(record, playing);
            played.Complete();
        }
        catch (Exception exception)
        {
            played.Complete(exception);
        }
    }

    /// <summary>Takes in what was played, all that there is together; however slow the replay is, nothing waits for the event after it.</summary>
    private async Task TakePlayedAsync(ChannelReader<FileRecord> played, CancellationToken stopping)
    {
        var request = _state.State.Request;
        var events = new List<FeatureEvent>();
        var poison = new List<PoisonRecord>();
        while (await played.WaitToReadAsync(stopping))
        {
            var since = _time.GetTimestamp();
            FilePosition? last = null;
            while (events.Count + poison.Count < BatchEvents && played.TryRead(out var record))
            {
                last = record.Position;
                if (record.Poison is { } refused)
                    poison.Add(refused);
                else
                    events.Add(request.AtPlayTime ? record.Event! with { EventTime = null, CreatedTime = null } : record.Event!);
            }

            var isFull = events.Count + poison.Count == BatchEvents;
            await CommitAsync(events, poison, last!, stopping);
            if (request.Speed is not null && !isFull && BetweenBatches - _time.GetElapsedTime(since) is var rest && rest > TimeSpan.Zero)
                await PauseAsync(rest, stopping);
        }
    }

    private async Task CommitAsync(List<FeatureEvent> events, List<PoisonRecord> poison, FilePosition last, CancellationToken stopping)
    {
        await TakeAsync(events, stopping);
        await Store(Counted(events.Count, poison) with { Position = new FeedPosition(last.EventTime.Microseconds, last.File, last.Number) });
        events.Clear();
        poison.Clear();
    }

    /// <summary>Takes events in, again until all of them are.</summary>
    private async Task TakeAsync(IReadOnlyList<FeatureEvent> events, CancellationToken stopping)
    {
        var rest = events;
        while (rest.Count > 0)
        {
            DelayDeactivation(Life);
            var view = await _views.GetAsync(_view);
            var batch = IngestBatch.Create(rest);
            var outcomes = await _reader.IngestAsync(_view, view.Revision, batch.Entities);
            rest = batch.Failed(rest, outcomes);
            if (rest.Count == 0)
                return;

            Note($"{rest.Count} events could not be written yet; they are delivered again.");
            if (outcomes.Any(static of => of.Contains(FeatureEventOutcome.OtherRevision)))
                await _views.GetAsync(_view, view.Revision + 1);
            await PauseAsync(Pause, stopping);
        }
    }

    private FeatureFeedState Counted(int accepted, IReadOnlyList<PoisonRecord> poison) => _state.State with
    {
        Status = _state.State.Status with
        {
            Accepted = _state.State.Status.Accepted + accepted,
            Rejected = _state.State.Status.Rejected + poison.Count,
            LastRejections =
            [
                .. _state.State.Status.LastRejections.Concat(poison.Select(refused => FormattableString.Invariant($"Record {refused.Number}: {refused.Reason}")))
                    .TakeLast(KeptRejections),
            ],
            Failure = null,
            LastIngestedAt = _time.GetUtcNow(),
        },
    };

    private async Task FailAsync(string reason)
    {
        try
        {
            await Store(_state.State with { Status = _state.State.Status with { Phase = FeatureFeedPhase.Failed, Failure = reason } });
        }
        catch (Exception exception) when (exception is OrleansMLException or InconsistentStateException)
        {
            Note(reason);
        }
    }

    // Not stored: it is true of this activation only.
    private void Note(string? failure) => _state.State = _state.State with { Status = _state.State.Status with { Failure = failure } };

    private async Task Store(FeatureFeedState next)
    {
        var before = _state.State;
        _state.State = next;
        try
        {
            await _state.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            throw;
        }
        catch (Exception exception)
        {
            _state.State = before;
            throw new OrleansMLException(ErrorCode.StorageUnavailable, $"The place of the feed could not be stored: {exception.Message}", exception);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, _time, stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop looks at the token.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed from source {Source} into feature view {View} failed and is tried again: {Kind} {Reason}")]
    private static partial void LogFailed(ILogger logger, string source, string view, string kind, string reason);
}
