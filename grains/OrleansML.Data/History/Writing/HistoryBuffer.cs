namespace OrleansML.Data.History.Writing;

/// <summary>The bounded buffer between any thread and the writing one. Adding never waits for more than another thread's adding.</summary>
internal sealed class HistoryBuffer(int capacity)
{
    private readonly object _gate = new();
    private readonly List<TaskCompletionSource> _flushes = [];
    private List<HistoryRow> _rows = [];
    private long _accepted;
    private long _dropped;
    private bool _due;
    private bool _stopped;

    public (long Accepted, long Dropped) Counts
    {
        get
        {
            lock (_gate)
                return (_accepted, _dropped);
        }
    }

    public bool TryAdd(HistoryRow row)
    {
        lock (_gate)
        {
            if (_stopped || _rows.Count >= capacity)
            {
                _dropped++;
                return false;
            }

            _rows.Add(row with { Sequence = _accepted++ });
            // A first row wakes the writing thread; it takes whatever has come until then.
            if (_rows.Count == 1)
                Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Lets the writing thread look at its clock.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _due = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Done when everything added before is in files, or could not be written.</summary>
    public Task FlushAsync()
    {
        var flush = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_stopped)
                return Task.CompletedTask;

            _flushes.Add(flush);
            Monitor.Pulse(_gate);
        }

        return flush.Task;
    }

    /// <summary>Refuses further rows; the writing thread ends after those that are there.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits until there is something to do, and takes it.</summary>
    /// <param name="emptied">A list that the writing thread is done with.</param>
    public HistoryWork Take(List<HistoryRow> emptied)
    {
        emptied.Clear();
        lock (_gate)
        {
            while (_rows.Count == 0 && _flushes.Count == 0 && !_due && !_stopped)
                Monitor.Wait(_gate);

            var work = new HistoryWork(_rows, [.. _flushes], _stopped);
            _rows = emptied;
            _flushes.Clear();
            _due = false;
            return work;
        }
    }
}
