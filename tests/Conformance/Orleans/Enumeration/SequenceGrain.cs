using System.Runtime.CompilerServices;

namespace OrleansML.Conformance.Enumeration;

public sealed class SequenceGrain : Grain, ISequenceGrain
{
    private string Key => this.GetPrimaryKeyString();

    public async IAsyncEnumerable<int> Count(int count)
    {
        try
        {
            for (var i = 0; i < count; i++)
            {
                Journal.Write(Key, $"give {i}");
                yield return i;
            }
        }
        finally
        {
            Journal.Write(Key, "end");
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<int> CountAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    public async IAsyncEnumerable<int> CountThenThrow(int count)
    {
        await foreach (var number in Count(count))
        {
            yield return number;
        }

        throw new InvalidOperationException($"failed after {count}");
    }

    public async IAsyncEnumerable<int> PassGate()
    {
        try
        {
            yield return 0;
            Journal.Write(Key, "waiting");
            await Gate.PassAsync(Key);
            yield return 1;
        }
        finally
        {
            Journal.Write(Key, "end");
        }
    }

    public async IAsyncEnumerable<int> WaitForCancellation([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return 0;
        Journal.Write(Key, "waiting");
        try
        {
            await Task.Delay(Wait.Deadline, cancellationToken);
        }
        finally
        {
            Journal.Write(Key, cancellationToken.IsCancellationRequested ? "cancelled" : "end");
        }
    }

    public async IAsyncEnumerable<int[]> GiveArrays()
    {
        int[] array = [0];
        for (var i = 1; i <= 3; i++)
        {
            array[0] = i;
            yield return array;
            await Task.Yield();
        }
    }

    public Task<string[]> GetJournal() => Task.FromResult(Journal.Read(Key));

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
