namespace OrleansML.Grains.Cluster;

/// <summary>Reads who is and was part of the cluster.</summary>
internal static class ClusterMembers
{
    // Shorter than an attempt of a client, which would otherwise give up before it learns why.
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(1.5);

    /// <summary>Every silo in the membership table, those that died included.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.StorageUnavailable"/>: the table cannot be read, or does not answer within 1.5 s.
    /// </exception>
    public static async Task<MembershipEntry[]> ReadAsync(IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var reading = grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: false, cancellationToken);
        try
        {
            return await reading.WaitAsync(LongestRead, time, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OrleansException or OperationCanceledException))
        {
            reading.Ignore();
            var reason = exception.GetType() == typeof(TimeoutException)
                ? $"it did not answer within {LongestRead.TotalSeconds:0.0} s"
                : exception.Message.TrimEnd('.');

            // Callers may lack the types of a provider's exceptions, so none of them goes on from here.
            throw new OrleansMLException(
                ErrorCode.StorageUnavailable,
                $"The members of the cluster cannot be read from the membership table: {reason}. "
                + "Models go on answering; check that the store of the cluster runs and holds its data, then repeat the request.");
        }
    }
}
