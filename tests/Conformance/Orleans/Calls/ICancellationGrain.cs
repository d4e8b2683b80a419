namespace OrleansML.Conformance.Calls;

public interface ICancellationGrain : IGrainWithStringKey
{
    /// <summary>Writes "started", waits until cancelled, then writes "cancelled" and throws.</summary>
    Task WaitUntilCancelled(CancellationToken cancellationToken);

    /// <summary>Waits until cancelled and then returns instead of throwing.</summary>
    Task<string> ReturnWhenCancelled(int number, CancellationToken cancellationToken = default);

    /// <summary>Passes its token on to <paramref name="other"/>.</summary>
    Task PassOn(ICancellationGrain other, CancellationToken cancellationToken);

    Task<int> Add(int left, int right, CancellationToken cancellationToken);
}
