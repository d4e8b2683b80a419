using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansML.Client;
using OrleansML.Gateway.Api;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Shows how models keep their service level objectives.</summary>
internal static class SloApi
{
    public static async Task<JsonHttpResult<SloInfo>> GetAsync(string name, OrleansMLClient client, CancellationToken cancellationToken) =>
        TypedResults.Json(SloInfo.From(await client.GetSloAsync(name, cancellationToken)), ApiJsonContext.Default.SloInfo);
}
