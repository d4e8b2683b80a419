using System.Collections.Concurrent;

namespace OrleansML.Data.Sources;

/// <summary>A thread of its own for calls that block: those of DuckDB run on whatever thread makes them.</summary>
internal sealed class WorkThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    public WorkThread(string name)
    {
        var thread = new Thread(Run) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>Runs one call after those that were given before.</summary>
    public Task<T> RunAsync<T>(Func<T> call)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                completion.SetResult(call());
            }
            catch (Exception exception)
            {
                completion.SetException(exception);
            }
        });
        return completion.Task;
    }

    /// <summary>Lets the thread end after what it was given.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Run()
    {
        using (_work)
        {
            foreach (var call in _work.GetConsumingEnumerable())
                call();
        }
    }
}
