namespace OrleansML.Data.Pipelines;

/// <summary>Lets one caller at a time work with a file; the others wait. Safe for concurrent use.</summary>
internal sealed class FileTurns
{
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Works with a file when nobody else does any more.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before its turn came.</exception>
    public async Task<T> RunAsync<T>(string file, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(file);
        var turn = Join(path);
        try
        {
            await turn.Free.WaitAsync(cancellationToken);
            try
            {
                return await work();
            }
            finally
            {
                turn.Free.Release();
            }
        }
        finally
        {
            Leave(path, turn);
        }
    }

    private Turn Join(string path)
    {
        lock (_turns)
        {
            if (!_turns.TryGetValue(path, out var turn))
                _turns.Add(path, turn = new Turn());
            turn.Users++;
            return turn;
        }
    }

    private void Leave(string path, Turn turn)
    {
        lock (_turns)
        {
            if (--turn.Users > 0)
                return;

            _turns.Remove(path);
            turn.Free.Dispose();
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Free { get; } = new(1);

        public int Users { get; set; }
    }
}
