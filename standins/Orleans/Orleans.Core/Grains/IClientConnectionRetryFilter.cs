namespace Orleans;

/// <summary>Decides whether a client tries again after it could not connect to the cluster.</summary>
public interface IClientConnectionRetryFilter
{
    /// <summary>Returns whether to try again after a failed attempt.</summary>
    Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken);
}
