namespace OrleansML.Conformance.Calls;

[Reentrant]
public sealed class CancellationGrain : Grain, ICancellationGrain
{
    private string Key => this.GetPrimaryKeyString();

    public async Task WaitUntilCancelled(CancellationToken cancellationToken)
    {
        Journal.Write(Key, "started");
        try
        {
            await Task.Delay(Wait.Deadline, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Journal.Write(Key, "cancelled");
            throw;
        }
    }

    public async Task<string> ReturnWhenCancelled(int number, CancellationToken cancellationToken)
    {
        Journal.Write(Key, $"started {number}");
        await Task.Delay(Wait.Deadline, cancellationToken).ContinueWith(static _ => { }, TaskScheduler.Current);
        Journal.Write(Key, $"cancelled {number}");
        return $"returned {number}";
    }

    public Task PassOn(ICancellationGrain other, CancellationToken cancellationToken) => other.WaitUntilCancelled(cancellationToken);

    public Task<int> Add(int left, int right, CancellationToken cancellationToken) => Task.FromResult(left + right);
}
