using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using OrleansML.Grains.Cluster;
using OrleansML.Grains.Placement;
using OrleansML.Models;
using OrleansML.Training;
using OrleansML.Training.Runs;
using OrleansML.Training.Workers;

namespace OrleansML.Grains.Training;

/// <summary>Fronts one training thread. Every call comes back at once; a timer tells the coordinator how the thread stands.</summary>
[PoolPlacement, Immovable, CollectionAgeLimit(Days = 1)]
internal sealed partial class TrainingWorkerGrain : Grain, ITrainingWorkerGrain, IDisposable
{
    private const int PartBytes = 1_000_000;

    // The coordinator has those before from checkpoints.
    private const int ReportedEpochs = 200;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly TrainingArtifacts _artifacts;
    private readonly TrainingNeighbors _neighbors;
    private readonly TimeProvider _time;
    private readonly TrainingOptions _options;
    private readonly ILogger<TrainingWorkerGrain> _logger;
    private readonly string _silo;
    private readonly string _pool;
    private readonly string _run;
    private readonly int _slot;
    private readonly Guid _incarnation = Guid.NewGuid();
    private readonly CancellationTokenSource _ending = new();
    private TrainingWorkerSetup? _setup;
    private TrainingWorker? _worker;
    private Task? _loading;
    private Exception? _failure;
    private TrainingLinks? _links;
    private CheckpointKeeper? _keeper;
    private RowRate? _rate;
    private long _prepared;
    private IGrainTimer? _timer;

    public TrainingWorkerGrain(
        IGrainContext context,
        TrainingArtifacts artifacts,
        TrainingNeighbors neighbors,
        ILocalSiloDetails silo,
        TimeProvider time,
        IOptions<TrainingOptions> options,
        ILogger<TrainingWorkerGrain> logger)
    {
        _artifacts = artifacts;
        _neighbors = neighbors;
        _time = time;
        _options = options.Value;
        _logger = logger;
        _silo = silo.SiloAddress.ToParsableString();
        var key = context.GrainId.Key.ToString() ?? "";
        _pool = ModelKey.PoolOf(key).ToString();
        (_run, _slot) = TrainingKeys.OfWorker(key);
    }

    private ITrainingCoordinatorGrain Coordinator => GrainFactory.GetGrain<ITrainingCoordinatorGrain>(_run);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Release();

        // A state that is being stored is told of, so that none stays behind that nobody knows.
        if (_keeper is { } keeper)
            await keeper.CompleteAsync(cancellationToken);
    }

    public void Dispose() => _ending.Dispose();

    public Task<TrainingWorkerStatus> Prepare(TrainingWorkerSetup setup, long generation)
    {
        if (_ending.IsCancellationRequested)
            throw new OrleansMLException(ErrorCode.Unavailable, $"Worker {_slot} of training run '{_run}' is ending; ask again.");

        DelayDeactivation(Life);
        _timer ??= this.RegisterGrainTimer(ReportAsync, new GrainTimerCreationOptions(_options.Period, _options.Period) { Interleave = true });
        _prepared = Math.Max(_prepared, generation);
        if (Status() is { Phase: TrainingWorkerPhase.Failed, FailsRun: false })
        {
            _neighbors.Remove(_incarnation);
            _worker?.Dispose();
            (_worker, _loading, _failure) = (null, null, null);
        }

        _setup = setup;
        _loading ??= LoadAsync(setup);
        if (_worker is { } worker && generation > worker.Generation)
            worker.Halt();
        return Task.FromResult(Status());
    }

    public Task<TrainingWorkerStatus> Begin(TrainingAssignment assignment)
    {
        var self = Array.FindIndex(assignment.Members, member => member.Slot == _slot && member.Incarnation == _incarnation);
        if (self >= 0 && _worker is { } worker && assignment.Generation > (_links?.Generation ?? 0))
        {
            _links?.Dispose();
            _links = new TrainingLinks(
                assignment,
                self,
                [.. assignment.Members.Select(member => GrainFactory.GetGrain<ITrainingWorkerGrain>(TrainingKeys.Worker(_pool, _run, member.Slot)))],
                _neighbors,
                _time);
            BeginAsync(worker, assignment, self, _links).Ignore();
        }

        return Task.FromResult(Status());
    }

    public Task<bool> Receive(GradientChunk chunk)
    {
        var part = new ExchangePart(
            chunk.Round, chunk.Sender, chunk.FirstShard, chunk.Shards, chunk.Offset, chunk.Data, new RowTally(chunk.Rows, chunk.RowSum));
        return Task.FromResult(_worker is { } worker && worker.Take(chunk.Generation, part));
    }

    public Task<byte[]?> ReadState(long generation, long offset)
    {
        if (_worker is not { } worker || worker.Generation != generation || worker.Shared is not { } shared)
            return Task.FromResult<byte[]?>(null);

        var count = (int)Math.Min(PartBytes, shared.Content.Length - offset);
        return Task.FromResult<byte[]?>(shared.Content.AsSpan((int)offset, count).ToArray());
    }

    public Task Stop()
    {
        Release();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task LoadAsync(TrainingWorkerSetup setup)
    {
        try
        {
            var train = await _artifacts.OpenFileAsync(setup.TrainRows, _ending.Token);
            var validation = await _artifacts.OpenFileAsync(setup.ValidationRows, _ending.Token);
            var model = await _artifacts.ReadOwnAsync(_run, setup.Model, _ending.Token);

            // Who was stopped meanwhile begins nothing: nobody would end it.
            _ending.Token.ThrowIfCancellationRequested();
            var recipe = JsonSerializer.Deserialize<TrainingRecipe>(setup.Recipe)!;
            _keeper = new CheckpointKeeper(_run, _artifacts, () => Coordinator, _time);
            _worker = new TrainingWorker(
                $"training {_run}/{_slot}", () => SessionLoader.Load(recipe, model, train, validation), _keeper.Keep);
            _neighbors.Add(_incarnation, _worker.Take);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The worker is stopped.
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    private async Task BeginAsync(TrainingWorker worker, TrainingAssignment assignment, int self, TrainingLinks links)
    {
        try
        {
            var state = await ReadStateAsync(worker, assignment, links.Ending);
            worker.Begin(new WorkerOrder
            {
                Generation = assignment.Generation,
                Ranges = [.. assignment.Members.Select(static member => new ShardRange(member.FirstShard, member.Shards))],
                Self = self,
                Position = assignment.Position,
                State = state,
                SharesState = assignment.SourceSlot == _slot,
                CheckpointSteps = self == 0 ? _setup!.CheckpointSteps : null,
                Send = links.Send,
            });
            _rate = new RowRate(_time);
        }
        catch (OperationCanceledException) when (links.Ending.IsCancellationRequested)
        {
            // Another generation begins.
        }
        catch (Exception exception)
        {
            _failure = exception;
            LogNotBegun(_logger, _slot, _run, assignment.Generation, exception);
        }
    }

    private async Task<byte[]?> ReadStateAsync(TrainingWorker worker, TrainingAssignment assignment, CancellationToken ending)
    {
        if (assignment.Checkpoint is { } checkpoint && worker.Progress.Position != assignment.Position)
            return await _artifacts.ReadOwnAsync(_run, checkpoint, ending);
        if (assignment.SourceSlot is not { } slot || worker.Progress.Position == assignment.Position)
            return null;

        var source = GrainFactory.GetGrain<ITrainingWorkerGrain>(TrainingKeys.Worker(_pool, _run, slot));
        using var state = new MemoryStream();
        while (true)
        {
            ending.ThrowIfCancellationRequested();
            if (await source.ReadState(assignment.Generation, state.Length) is not { } part)
                await Task.Delay(Pause, _time, ending);
            else if (part.Length > 0)
                state.Write(part);
            else
                return state.ToArray();
        }
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        DelayDeactivation(Life);
        try
        {
            if (_keeper is { } keeper && _worker is { } worker)
                keeper.Store(worker.Generation, _ending.Token);
            if (!await Coordinator.Report(Status()).WaitAsync(CallTimeout, _time, cancellationToken))
                await Stop();
        }
        catch (Exception exception)
        {
            // The coordinator moves, or its silo is gone; it asks when it is back.
            LogNotReported(_logger, _slot, _run, exception.Message);
        }
    }

    private TrainingWorkerStatus Status()
    {
        var progress = _worker?.Progress;
        var failure = _failure ?? progress?.Failure;
        return new TrainingWorkerStatus
        {
            Slot = _slot,
            Incarnation = _incarnation,
            Silo = _silo,
            Generation = _worker?.Generation ?? 0,
            Phase = failure is not null ? TrainingWorkerPhase.Failed : progress?.Phase switch
            {
                WorkerPhase.Ready => TrainingWorkerPhase.Ready,
                WorkerPhase.Running => TrainingWorkerPhase.Running,
                WorkerPhase.Finished => TrainingWorkerPhase.Finished,
                _ => TrainingWorkerPhase.Loading,
            },
            Position = progress?.Position ?? 0,
            Step = progress?.Step ?? 0,
            Loss = progress?.Loss,
            Rows = progress?.Rows ?? 0,
            RowsPerSecond = progress is null ? 0 : _rate?.Of(progress.Rows) ?? 0,
            Epochs = progress is null ? [] : TrainingEpochs.Of(progress.Epochs.TakeLast(ReportedEpochs)),
            IsCheckpointing = _keeper?.IsStoring ?? false,
            Failure = failure is null ? "" : WorkerFailure.Describe(failure),
            FailsRun = failure is not null && WorkerFailure.FailsRun(failure),
            Unreachable = _links?.Unreachable ?? [],
            SentBytes = progress?.SentBytes ?? 0,
        };
    }

    private void Release()
    {
        _timer?.Dispose();
        _timer = null;
        _ending.Cancel();
        _links?.Dispose();
        _neighbors.Remove(_incarnation);
        _worker?.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Worker {Slot} of training run {Run} could not begin generation {Generation}.")]
    private static partial void LogNotBegun(ILogger logger, int slot, string run, long generation, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Worker {Slot} of training run {Run} could not report: {Reason}")]
    private static partial void LogNotReported(ILogger logger, int slot, string run, string reason);
}
