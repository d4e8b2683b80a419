using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansML.Client;

namespace OrleansML.Gateway.Api;

/// <summary>Lists models, shows them and moves them.</summary>
internal static class ModelsApi
{
    private const int LongestReason = 1000;

    public static async Task<JsonHttpResult<ModelList>> ListAsync(OrleansMLClient client)
    {
        var snapshots = await client.Registry.ListAsync();
        return TypedResults.Json(new ModelList { Models = Array.ConvertAll(snapshots, ModelInfo.From) }, ApiJsonContext.Default.ModelList);
    }

    public static async Task<JsonHttpResult<ModelInfo>> GetAsync(string name, OrleansMLClient client) =>
        TypedResults.Json(ModelInfo.From(await client.Registry.GetAsync(name)), ApiJsonContext.Default.ModelInfo);

    public static async Task<JsonHttpResult<ModelHistory>> GetHistoryAsync(string name, OrleansMLClient client)
    {
        // A model without moves may be one that nobody registered, which is a failure.
        var events = await client.Registry.GetHistoryAsync(name);
        if (events.Length == 0)
            await client.Registry.GetAsync(name);

        return TypedResults.Json(
            new ModelHistory { Model = name, Events = Array.ConvertAll(events, RegistryEventInfo.From) },
            ApiJsonContext.Default.ModelHistory);
    }

    public static async Task<JsonHttpResult<ModelInfo>> PromoteAsync(string name, HttpContext context, OrleansMLClient client)
    {
        var request = await PromoteRequestReader.ReadAsync(context.Request.Body, context.RequestAborted);
        RequireVersion(request.Version);
        var reason = request.Reason ?? "";
        if (reason.Length > LongestReason)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest, $"'reason' has {reason.Length} characters; at most {LongestReason} are kept.");
        }

        var snapshot = await client.Registry.PromoteAsync(name, request.Version, reason, context.RequestAborted);
        return TypedResults.Json(ModelInfo.From(snapshot), ApiJsonContext.Default.ModelInfo);
    }

    public static async Task<JsonHttpResult<WarmReply>> WarmAsync(
        string name, int version, OrleansMLClient client, CancellationToken cancellationToken)
    {
        RequireVersion(version);
        var replicas = await client.WarmAsync(name, version, cancellationToken);
        return TypedResults.Json(
            new WarmReply { Replicas = Array.ConvertAll(replicas, ReplicaInfo.From) }, ApiJsonContext.Default.WarmReply);
    }

    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: the version is below 1.</exception>
    public static void RequireVersion(int version)
    {
        if (version < 1)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"Version {version} is not valid: versions are whole numbers from 1.");
    }
}
