namespace OrleansML.Grains.Cluster;

/// <summary>Reads who is and was part of the cluster.</summary>
internal static class ClusterMembers
{
    /// <summary>Every silo in the membership table, those that died included.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.StorageUnavailable"/>: the table cannot be read.</exception>
    public static async Task<MembershipEntry[]> ReadAsync(IGrainFactory grains, CancellationToken cancellationToken = default)
    {
        try
        {
            return await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: false, cancellationToken);
        }
        catch (Exception exception) when (IsOfProvider(exception))
        {
            // Callers may lack the types of a provider's exceptions, so none of them goes on from here.
            throw new OrleansMLException(
                ErrorCode.StorageUnavailable,
                $"The members of the cluster cannot be read from the membership table: {exception.Message.TrimEnd('.')}. "
                + "Models go on answering; check that the store of the cluster runs and holds its data, then repeat the request.");
        }
    }

    // Providers derive theirs from TimeoutException, too; Orleans itself throws that very type.
    private static bool IsOfProvider(Exception exception) =>
        exception is not (OrleansException or OperationCanceledException) && exception.GetType() != typeof(TimeoutException);
}
