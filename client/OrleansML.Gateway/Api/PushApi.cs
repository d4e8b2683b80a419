using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using OrleansML.Client;
using OrleansML.Gateway.Protocol;
using OrleansML.Models;

namespace OrleansML.Gateway.Api;

/// <summary>
/// Takes a model file or package and streams it to the artifact store. The body is the file itself, whatever its content type says, or
/// <c>multipart/form-data</c> with a manifest beside it.
/// </summary>
internal static class PushApi
{
    public static Task<JsonHttpResult<ModelVersionInfo>> PutVersionAsync(
        string name, int version, string? pool, HttpContext context, OrleansMLClient client, IOptions<GatewayOptions> options)
    {
        ModelsApi.RequireVersion(version);
        return PushAsync(name, version, pool, context, client, BodyLimit.OfPush(options.Value));
    }

    public static Task<JsonHttpResult<ModelVersionInfo>> PostVersionAsync(
        string name, string? pool, HttpContext context, OrleansMLClient client, IOptions<GatewayOptions> options) =>
        PushAsync(name, null, pool, context, client, BodyLimit.OfPush(options.Value));

    private static async Task<JsonHttpResult<ModelVersionInfo>> PushAsync(
        string name, int? version, string? pool, HttpContext context, OrleansMLClient client, BodyLimit limit)
    {
        ModelName.Require(name);
        if (pool is not null)
            ModelName.Require(pool, "pool");
        if (context.Request.ContentLength > limit.Bytes)
            throw limit.Exceeded(context.Request.ContentLength);

        var push = new PushOptions { Version = version, Pool = pool };
        Stream file;
        if (MultipartPush.BoundaryOf(context.Request) is { } boundary)
            (file, push) = await MultipartPush.OpenAsync(context.Request.Body, boundary, limit, push, context.RequestAborted);
        else
            file = new PushStream(context.Request.Body, limit);

        await using (file)
        {
            var registered = await client.Registry.PushAsync(name, file, push, context.RequestAborted);
            return TypedResults.Json(ModelVersionInfo.From(registered), ApiJsonContext.Default.ModelVersionInfo);
        }
    }
}
