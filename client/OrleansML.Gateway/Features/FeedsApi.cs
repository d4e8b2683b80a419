using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansML.Client;
using OrleansML.Features;
using OrleansML.Gateway.Api;

namespace OrleansML.Gateway.Features;

/// <summary>Starts, stops and shows the feeds of views.</summary>
internal static class FeedsApi
{
    public static async Task<JsonHttpResult<FeedInfo>> GetAsync(string view, string source, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Features.GetFeedAsync(view, source, cancellationToken));

    public static async Task<JsonHttpResult<FeedInfo>> StartAsync(
        string view, string source, double? speed, bool? atPlayTime, bool? restart, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var request = new FeatureFeedRequest { Speed = speed, AtPlayTime = atPlayTime ?? false, Restart = restart ?? false };
        return Answer(await client.Features.StartFeedAsync(view, source, request, cancellationToken));
    }

    public static async Task<JsonHttpResult<FeedInfo>> StopAsync(string view, string source, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Features.StopFeedAsync(view, source, cancellationToken));

    private static JsonHttpResult<FeedInfo> Answer(FeatureFeedStatus status) => TypedResults.Json(FeedInfo.From(status), ApiJsonContext.Default.FeedInfo);
}
