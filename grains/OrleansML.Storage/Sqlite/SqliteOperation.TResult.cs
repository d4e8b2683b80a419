namespace OrleansML.Storage.Sqlite;

/// <summary>An operation that yields a value.</summary>
internal abstract class SqliteOperation<TResult> : SqliteOperation
{
    // Continuations run on the caller's scheduler: a database thread must never execute grain code.
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult _result = default!;

    public sealed override bool IsAnswered => _completion.Task.IsCompleted;

    public sealed override void Execute(SqliteSession session) => _result = Run(session);

    public sealed override void Complete() => _completion.TrySetResult(_result);

    public sealed override void Fail(Exception exception) => _completion.TrySetException(exception);

    /// <summary>Waits for the result; cancelling withdraws the operation only while it has not started.</summary>
    public async Task<TResult> WaitAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((SqliteOperation<TResult>)state!).Cancel(token), this);
        return await _completion.Task;
    }

    protected abstract TResult Run(SqliteSession session);

    private void Cancel(CancellationToken cancellationToken)
    {
        if (TryCancel())
            _completion.TrySetCanceled(cancellationToken);
    }
}
