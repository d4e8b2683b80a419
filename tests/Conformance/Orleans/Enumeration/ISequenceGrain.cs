namespace OrleansML.Conformance.Enumeration;

/// <summary>A non-reentrant grain that streams its replies and writes what its iterators do into the journal under its key.</summary>
public interface ISequenceGrain : IGrainWithStringKey
{
    /// <summary>Counts from zero; every number is ready at once.</summary>
    IAsyncEnumerable<int> Count(int count);

    /// <summary>Counts from zero; gives the turn away before each number.</summary>
    IAsyncEnumerable<int> CountAsync(int count);

    /// <summary>Counts to <paramref name="count"/>, then throws.</summary>
    IAsyncEnumerable<int> CountThenThrow(int count);

    /// <summary>Gives one number, waits at the gate with the grain's key, then gives another one.</summary>
    IAsyncEnumerable<int> PassGate();

    /// <summary>Gives a number, then waits until the caller cancels.</summary>
    IAsyncEnumerable<int> WaitForCancellation(CancellationToken cancellationToken = default);

    /// <summary>Gives arrays and changes each of them after it has been given.</summary>
    IAsyncEnumerable<int[]> GiveArrays();

    Task<string[]> GetJournal();

    Task Deactivate();
}
