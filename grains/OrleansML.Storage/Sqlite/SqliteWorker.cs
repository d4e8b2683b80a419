using Microsoft.Data.Sqlite;

namespace OrleansML.Storage.Sqlite;

/// <summary>A dedicated thread with a connection of its own; no other thread touches SQLite through it.</summary>
internal abstract class SqliteWorker : IDisposable
{
    private readonly SqliteDatabaseSettings _settings;
    private readonly BoundedWorkQueue<SqliteOperation> _queue;
    private readonly int _maximumBatch;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;
    private bool _disposed;

    protected SqliteWorker(string threadName, SqliteDatabaseSettings settings, int queueCapacity, int maximumBatch)
    {
        _settings = settings;
        _queue = new BoundedWorkQueue<SqliteOperation>(queueCapacity);
        _maximumBatch = maximumBatch;
        _thread = new Thread(Run) { IsBackground = true, Name = threadName };
    }

    private bool NeverStarted => _thread.ThreadState.HasFlag(ThreadState.Unstarted);

    /// <summary>Starts the thread and waits until its connection is open.</summary>
    /// <exception cref="SqliteStorageException">The file cannot be used.</exception>
    public Task StartAsync()
    {
        _thread.Start();
        return _opened.Task;
    }

    /// <summary>Queues the operation and waits for its result.</summary>
    /// <exception cref="SqliteStorageException">The operation failed, or the storage is closed.</exception>
    public async Task<TResult> ExecuteAsync<TResult>(SqliteOperation<TResult> operation, CancellationToken cancellationToken)
    {
        if (!await _queue.EnqueueAsync(operation, cancellationToken))
            throw Closed();

        return await operation.WaitAsync(cancellationToken);
    }

    /// <summary>Lets the accepted operations finish, then closes the connection.</summary>
    public Task StopAsync()
    {
        _queue.Close();
        return NeverStarted ? Task.CompletedTask : _stopped.Task;
    }

    public void Dispose()
    {
        if (_disposed)
            return;

        _disposed = true;
        _queue.Close();
        if (NeverStarted)
            FailWaiting();
        else
            _thread.Join();
        _queue.Dispose();
    }

    /// <summary>Runs the operations and completes or fails each.</summary>
    protected abstract void Process(SqliteSession session, List<SqliteOperation> batch);

    protected SqliteStorageException Translate(SqliteException exception) => SqliteErrors.Translate(exception, _settings);

    private void Run()
    {
        try
        {
            using var session = SqliteSession.Open(_settings);
            _opened.SetResult();
            var batch = new List<SqliteOperation>(_maximumBatch);
            while (_queue.TryTakeBatch(batch, _maximumBatch))
            {
                ProcessStarted(session, batch);
                batch.Clear();
            }
        }
        catch (Exception exception)
        {
            _opened.TrySetException(exception);
        }
        finally
        {
            _queue.Close();
            FailWaiting();
            _stopped.SetResult();
        }
    }

    /// <summary>Answers what was queued for a connection that never opened.</summary>
    private void FailWaiting()
    {
        var waiting = new List<SqliteOperation>();
        while (_queue.TryTakeBatch(waiting, _maximumBatch))
        {
            foreach (var operation in waiting)
                operation.Fail(Closed());
            waiting.Clear();
        }
    }

    private SqliteStorageException Closed() =>
        new($"The SQLite database '{_settings.Path}' is closed because its silo stopped or never started; nothing was done.");

    private void ProcessStarted(SqliteSession session, List<SqliteOperation> batch)
    {
        batch.RemoveAll(static operation => !operation.TryStart());
        try
        {
            if (batch.Count > 0)
                Process(session, batch);
        }
        catch (Exception exception)
        {
            // The thread outlives every error: its callers are told, and the next operation gets its chance.
            var error = exception is SqliteException sqlite ? Translate(sqlite) : exception;
            foreach (var operation in batch)
                operation.Fail(error);
        }
    }
}
