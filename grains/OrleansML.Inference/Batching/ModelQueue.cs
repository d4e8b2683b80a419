using OrleansML.Models;

namespace OrleansML.Inference;

/// <summary>
/// The waiting requests of one loaded model. A batch is whatever waits when a device becomes free, up to the largest batch; with a batch
/// delay set, the first request waits that long for company unless the batch fills before. All members are guarded by one lock, held for
/// moments and never during a computation.
/// </summary>
internal sealed class ModelQueue
{
    private readonly Lock _lock = new();
    private readonly Queue<PendingPrediction> _waiting = new();
    private readonly IModelSession _session;
    private readonly DevicePool _devices;
    private readonly TimeProvider _time;
    private readonly VersionMetrics? _metrics;
    private readonly ITimer? _delay;
    private readonly int _maximumRows;
    private readonly int _capacity;
    private readonly TimeSpan _maximumDelay;
    private int _waitingRows;
    private int _running;
    private bool _scheduled;
    private bool _closed;
    private long _answered;
    private long _failed;
    private long _batches;

    public ModelQueue(
        ModelId id, IModelSession session, ModelDescription description, int capacity, DevicePool devices, TimeProvider time, VersionMetrics? metrics = null)
    {
        _metrics = metrics;
        Id = id;
        _session = session;
        _devices = devices;
        _time = time;
        _capacity = capacity;
        _maximumRows = description.MaximumBatchRows;
        _maximumDelay = _maximumRows > 1 ? description.MaximumBatchDelay : TimeSpan.Zero;
        if (_maximumDelay > TimeSpan.Zero)
            _delay = time.CreateTimer(static queue => ((ModelQueue)queue!).OnDelayPassed(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ModelId Id { get; }

    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    public long Answered => Interlocked.Read(ref _answered);

    public long Failed => Interlocked.Read(ref _failed);

    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>Adds a request.</summary>
    /// <returns>False when the model was unloaded meanwhile; nothing was added then.</returns>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.QueueFull"/>.</exception>
    public bool TryAdd(PendingPrediction pending)
    {
        bool schedule;
        lock (_lock)
        {
            if (_closed)
                return false;
            if (_waiting.Count >= _capacity)
                throw QueueFull();

            _waiting.Enqueue(pending);
            _waitingRows += pending.Request.Rows;
            schedule = TryScheduleUnderLock();
        }

        if (schedule)
            _devices.Schedule(this);
        return true;
    }

    /// <summary>Counts a request that was refused before it came here.</summary>
    public void CountRefused() => Interlocked.Increment(ref _failed);

    /// <summary>Takes the next batch and computes it on the calling device thread.</summary>
    public void RunNext()
    {
        var members = new List<PendingPrediction>();
        var rows = 0;
        bool again;
        lock (_lock)
        {
            while (_waiting.TryPeek(out var next) && (rows == 0 || rows + next.Request.Rows <= _maximumRows) && CanJoin(members, next))
            {
                _waiting.Dequeue();
                _waitingRows -= next.Request.Rows;
                if (TryKeep(next))
                {
                    members.Add(next);
                    rows += next.Request.Rows;
                }

                if (_maximumRows == 1 && members.Count == 1)
                    break;
            }

            _running++;
            _scheduled = false;
            again = TryScheduleUnderLock();
        }

        if (again)
            _devices.Schedule(this);
        var batch = new Batch(members, rows);
        var outcome = batch.Compute(_session, _time);
        if (outcome.Error is not null && members.Count > 1)
        {
            RunApart(members);
            return;
        }

        Count(members.Count, rows, outcome);
        EndRun();
        batch.Answer(Id, _session, outcome, _time);
    }

    /// <summary>Fails requests that have waited too long, so that nobody waits for a busy device beyond the limit.</summary>
    public void FailExpired()
    {
        lock (_lock)
        {
            foreach (var pending in _waiting)
                TryKeep(pending);
        }
    }

    /// <summary>Closes the queue when nothing waits or runs.</summary>
    public bool TryCloseIdle()
    {
        lock (_lock)
        {
            if (_closed || _waiting.Count > 0 || _running > 0)
                return false;

            _closed = true;
        }

        _delay?.Dispose();
        return true;
    }

    /// <summary>Refuses further requests and fails those that wait.</summary>
    public void Close(Exception reason)
    {
        PendingPrediction[] left;
        lock (_lock)
        {
            _closed = true;
            left = [.. _waiting];
            _waiting.Clear();
            _waitingRows = 0;
        }

        _delay?.Dispose();
        foreach (var pending in left)
            pending.Fail(reason);
    }

    // The values of one request, such as an index that is out of range, fail the computation of all that were joined with it. Computed alone,
    // only that one fails.
    private void RunApart(List<PendingPrediction> members)
    {
        var batches = members.ConvertAll(member => new Batch([member], member.Request.Rows));
        var outcomes = batches.ConvertAll(batch => batch.Compute(_session, _time));
        for (var index = 0; index < outcomes.Count; index++)
            Count(1, members[index].Request.Rows, outcomes[index]);
        EndRun();
        for (var index = 0; index < batches.Count; index++)
            batches[index].Answer(Id, _session, outcomes[index], _time);
    }

    // Counting and the end of the run come before the replies leave: whoever has an answer finds it in the counts, and the model idle.
    private void Count(int members, int rows, BatchOutcome outcome)
    {
        if (members == 0)
            return;

        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref outcome.Error is null ? ref _answered : ref _failed, members);
        _metrics?.Computed(outcome.Elapsed, rows);
    }

    private void EndRun()
    {
        lock (_lock)
            _running--;
    }

    // Requests join only when all axes but the first agree, as with sequences of different lengths they may not.
    private static bool CanJoin(List<PendingPrediction> members, PendingPrediction next)
    {
        if (members.Count == 0)
            return true;

        var first = members[0].Request.Inputs;
        for (var input = 0; input < first.Length; input++)
        {
            var shape = next.Request.Inputs[input].Shape;
            if (shape.Length == 0 || !first[input].Shape.AsSpan(1).SequenceEqual(shape.AsSpan(1)))
                return false;
        }

        return true;
    }

    private bool TryKeep(PendingPrediction pending)
    {
        if (!pending.IsWanted)
            return false;

        var waited = _time.GetElapsedTime(pending.Arrived);
        if (waited < pending.Timeout)
            return true;

        Interlocked.Increment(ref _failed);
        pending.Fail(new OrleansMLException(
            ErrorCode.DeadlineExceeded,
            $"The request to model {Id} waited {waited.TotalMilliseconds:F0} ms for a device; {pending.Timeout.TotalMilliseconds:F0} ms were allowed."));
        return false;
    }

    private bool TryScheduleUnderLock()
    {
        if (_scheduled || _waiting.Count == 0 || _closed)
            return false;

        if (_delay is not null && _waitingRows < _maximumRows)
        {
            var rest = _maximumDelay - _time.GetElapsedTime(_waiting.Peek().Arrived);
            if (rest > TimeSpan.Zero)
            {
                _delay.Change(rest, Timeout.InfiniteTimeSpan);
                return false;
            }
        }

        _scheduled = true;
        return true;
    }

    private void OnDelayPassed()
    {
        bool schedule;
        lock (_lock)
            schedule = TryScheduleUnderLock();
        if (schedule)
            _devices.Schedule(this);
    }

    private OrleansMLException QueueFull() => new(
        ErrorCode.QueueFull,
        $"Exceeds maximum queue size: {_waiting.Count} requests wait for model {Id}, as many as {InferenceOptions.Section}:{nameof(InferenceOptions.QueueCapacity)} allows; repeat later.");
}
