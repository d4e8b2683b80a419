namespace OrleansML.Storage.Sqlite;

/// <summary>One piece of work for a database thread; its caller awaits the completion and never blocks.</summary>
internal abstract class SqliteOperation
{
    private const int Waiting = 0;
    private const int Started = 1;
    private const int Cancelled = 2;

    private int _phase;

    /// <summary>Claims the operation for execution; false when its caller gave up while it was waiting.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _phase, Started, Waiting) == Waiting;

    /// <summary>Withdraws the operation; false when it was already claimed and its outcome must be awaited.</summary>
    protected bool TryCancel() => Interlocked.CompareExchange(ref _phase, Cancelled, Waiting) == Waiting;

    /// <summary>Whether the caller already has its answer; the operation must then not run again.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>Does the work on the session; may run again after a rolled-back transaction.</summary>
    public abstract void Execute(SqliteSession session);

    /// <summary>Hands the result to the caller.</summary>
    public abstract void Complete();

    /// <summary>Hands an error to the caller.</summary>
    public abstract void Fail(Exception exception);
}
