namespace Orleans.Runtime.Membership;

/// <summary>Finds out whether a silo is alive.</summary>
internal interface IProber
{
    /// <summary>Raised with a silo when the connection to it ends.</summary>
    event Action<SiloAddress>? ConnectionLost;

    /// <summary>Pings a silo.</summary>
    /// <returns>Why there was no answer, or null where there was one.</returns>
    Task<Exception?> PingAsync(SiloAddress silo, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Lets another silo ping a silo.</summary>
    /// <param name="witness">The silo that pings.</param>
    /// <param name="silo">The silo that is pinged.</param>
    /// <param name="timeout">How long the witness waits for the answer.</param>
    /// <param name="patience">How long the witness is waited for; longer than the timeout, so that its "no answer" arrives.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    /// <returns>The report, or null where the witness itself did not answer.</returns>
    Task<WitnessReport?> PingThroughAsync(
        SiloAddress witness, SiloAddress silo, TimeSpan timeout, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Returns whether anything was received from a silo within a time up to now.</summary>
    bool WasHeardOf(SiloAddress silo, TimeSpan within);
}
