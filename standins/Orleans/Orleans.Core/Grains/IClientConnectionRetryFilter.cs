namespace Orleans;

/// <summary>Decides whether a client tries again after it could not connect to the cluster.</summary>
public interface IClientConnectionRetryFilter
{
    Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken);
}
