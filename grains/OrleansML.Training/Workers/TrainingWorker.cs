using System.Collections.Concurrent;

namespace OrleansML.Training.Workers;

/// <summary>
/// One worker of a run: a dedicated thread with a replica of the model. It computes rounds together with the other members of a generation until it is
/// halted or the training has come to its end; between generations it keeps its state. Members may be called from any thread and come back at once.
/// </summary>
public sealed class TrainingWorker : IDisposable
{
    private readonly BlockingCollection<WorkerOrder> _orders = [];
    private readonly Func<TrainingSession> _load;
    private readonly Action<WorkerSnapshot> _keep;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _running;
    private GradientExchange? _exchange;
    private WorkerSnapshot? _shared;
    private volatile WorkerProgress _progress = new() { Phase = WorkerPhase.Loading };

    /// <summary>Starts a worker; it loads on its own thread.</summary>
    /// <param name="name">Name of the thread.</param>
    /// <param name="load">Opens rows and model.</param>
    /// <param name="keep">Receives states to make checkpoints of, on the worker's thread; must come back at once.</param>
    public TrainingWorker(string name, Func<TrainingSession> load, Action<WorkerSnapshot> keep)
    {
        _load = load;
        _keep = keep;
        new Thread(Run) { Name = name, IsBackground = true }.Start();
    }

    /// <summary>How it stands.</summary>
    public WorkerProgress Progress => _progress;

    /// <summary>The generation that it computes for; 0 before the first.</summary>
    public long Generation { get; private set; }

    /// <summary>The state that it shares with members who join; null while it has none to share.</summary>
    public WorkerSnapshot? Shared => Volatile.Read(ref _shared);

    /// <summary>Done when the thread has freed what it holds, some time after <see cref="Dispose"/>.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Halts it before the next round, or in one where it waits for others.</summary>
    public void Halt()
    {
        lock (_gate)
            _running?.Cancel();
    }

    /// <summary>Has it compute for a generation, after what it did before is halted.</summary>
    public void Begin(WorkerOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        lock (_gate)
        {
            if (order.Generation <= Generation || _orders.IsAddingCompleted)
                return;

            _running?.Cancel();
            Generation = order.Generation;
            _running = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
            _exchange = null;
            _orders.Add(order);
        }
    }

    /// <summary>Takes in a part of another member.</summary>
    /// <returns>False when the worker is not there yet: it is to be sent again.</returns>
    /// <exception cref="ArgumentException">The part does not belong here.</exception>
    public bool Take(long generation, ExchangePart part)
    {
        GradientExchange? exchange;
        lock (_gate)
        {
            if (generation < Generation)
                return true;

            exchange = generation == Generation ? _exchange : null;
        }

        return exchange is not null && exchange.Take(part);
    }

    /// <summary>Ends the thread, which frees what it holds.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_orders.IsAddingCompleted)
                return;

            _orders.CompleteAdding();
            _ending.Cancel();
        }
    }

    private void Run()
    {
        try
        {
            // Sums within an operator are in the same order only on one thread; other workers use the other cores.
            torch.set_num_threads(1);
            using var session = _load();
            Report(session, WorkerPhase.Ready, 0, null);
            foreach (var order in _orders.GetConsumingEnumerable())
                Run(session, order);
        }
        catch (Exception exception)
        {
            _progress = _progress with { Phase = WorkerPhase.Failed, Failure = exception };
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    private void Run(TrainingSession session, WorkerOrder order)
    {
        if (Accept(session, order) is not { } exchange)
            return;

        var rows = 0L;
        try
        {
            if (order.SharesState)
                Volatile.Write(ref _shared, Snapshot(session));
            if (session.IsFinished && order.CheckpointSteps is not null)
                _keep(Snapshot(session));
            while (!session.IsFinished)
            {
                Report(session, WorkerPhase.Running, rows, exchange);
                rows += session.RunRound(exchange, order.Ranges[order.Self], HaltToken(order));
                Volatile.Write(ref _shared, null);
                if (order.CheckpointSteps is { } steps && (session.IsFinished || IsCheckpoint(session, steps)))
                    _keep(Snapshot(session));
            }

            Report(session, WorkerPhase.Finished, rows, exchange);
        }
        catch (OperationCanceledException)
        {
            Report(session, WorkerPhase.Ready, rows, exchange);
        }
    }

    private GradientExchange? Accept(TrainingSession session, WorkerOrder order)
    {
        if (order.State is { } state)
            session.Restore(state);
        if (session.Position != order.Position)
            throw new InvalidDataException($"The worker stands at round {session.Position}, and is to go on from {order.Position}.");

        lock (_gate)
        {
            // Halted, and another order is waiting.
            if (order.Generation != Generation)
                return null;

            return _exchange = new GradientExchange(order.Ranges, order.Self, session.VectorLength, order.Position, order.Send);
        }
    }

    private CancellationToken HaltToken(WorkerOrder order)
    {
        lock (_gate)
            return order.Generation == Generation ? _running!.Token : new CancellationToken(canceled: true);
    }

    // At the end of an epoch the best weights may have changed.
    private static bool IsCheckpoint(TrainingSession session, int steps) =>
        session.Position > 0 && !session.IsAtEndOfEpoch && session.Step % steps == 0;

    private static WorkerSnapshot Snapshot(TrainingSession session) =>
        new(session.Position, session.Step, session.IsFinished, session.Save(), [.. session.Ledger.Epochs]);

    private void Report(TrainingSession session, WorkerPhase phase, long rows, GradientExchange? exchange) => _progress = new WorkerProgress
    {
        Phase = phase,
        Position = session.Position,
        Step = session.Step,
        Loss = session.Loss,
        Rows = rows,
        Epochs = [.. session.Ledger.Epochs],
        SentBytes = exchange?.SentBytes ?? 0,
    };
}
