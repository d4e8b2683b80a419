namespace OrleansML.Storage.Artifacts;

/// <summary>
/// Lets one request at a time work on an upload. A fixed number of locks is shared by all ids, so none has to be cleaned up.
/// </summary>
internal sealed class UploadLocks
{
    private const int Stripes = 64;

    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, Stripes).Select(static _ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the upload's lock; disposing the result releases it.</summary>
    public async ValueTask<Holder> AcquireAsync(string uploadId, CancellationToken cancellationToken)
    {
        var stripe = _locks[(uint)string.GetHashCode(uploadId, StringComparison.Ordinal) % Stripes];
        await stripe.WaitAsync(cancellationToken);
        return new Holder(stripe);
    }

    /// <summary>Holds a lock until disposed.</summary>
    public readonly struct Holder(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
