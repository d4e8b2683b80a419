namespace OrleansML.Conformance.Hosting;

/// <summary>Lets a client try to connect three times.</summary>
internal sealed class StoppingRetryFilter : IClientConnectionRetryFilter
{
    public const int Attempts = 3;

    public int Seen { get; private set; }

    public Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken) =>
        Task.FromResult(++Seen < Attempts);
}
