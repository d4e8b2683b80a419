using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansML.Client;

namespace OrleansML.Gateway.Api;

/// <summary>Shows the cluster and takes silos out of service.</summary>
internal static class ClusterApi
{
    public static async Task<JsonHttpResult<ClusterInfo>> GetAsync(OrleansMLClient client, CancellationToken cancellationToken) =>
        TypedResults.Json(ClusterInfo.From(await client.GetClusterStatusAsync(cancellationToken)), ApiJsonContext.Default.ClusterInfo);

    public static async Task<JsonHttpResult<DrainInfo>> DrainAsync(
        string silo, double? timeout, bool? force, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var options = new DrainOptions { Force = force ?? false };
        if (timeout is { } seconds)
            options = options with { Timeout = ToTime(seconds) };
        return Answer(await client.DrainSiloAsync(silo, options, cancellationToken));
    }

    public static async Task<JsonHttpResult<DrainInfo>> GetDrainAsync(string silo, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.GetDrainAsync(silo, cancellationToken));

    private static JsonHttpResult<DrainInfo> Answer(OrleansML.Cluster.SiloDrainStatus status) =>
        TypedResults.Json(DrainInfo.From(status), ApiJsonContext.Default.DrainInfo);

    private static TimeSpan ToTime(double seconds) => seconds is >= 1 and <= 3600
        ? TimeSpan.FromSeconds(seconds)
        : throw new OrleansMLException(ErrorCode.InvalidRequest, FormattableString.Invariant($"'timeout' is {seconds}; it must lie between 1 and 3600 seconds."));
}
