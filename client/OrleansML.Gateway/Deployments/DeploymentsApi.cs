using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansML.Client;
using OrleansML.Gateway.Api;
using OrleansML.Gateway.Protocol;
using OrleansML.Registry;

namespace OrleansML.Gateway.Deployments;

/// <summary>Shows and changes what serves a model, and moves aliases.</summary>
internal static class DeploymentsApi
{
    private const string AliasExample = """{"version": 2, "expectedVersion": 1, "reason": "why"}""";

    private static readonly BodyLimit LargestBytes = new(64 << 10);

    public static async Task<JsonHttpResult<DeploymentInfo>> GetAsync(string name, OrleansMLClient client, CancellationToken cancellationToken) =>
        TypedResults.Json(DeploymentInfo.From(await client.Deployments.GetAsync(name, cancellationToken)), ApiJsonContext.Default.DeploymentInfo);

    public static async Task<JsonHttpResult<DeploymentInfo>> ChangeAsync(string name, HttpContext context, OrleansMLClient client)
    {
        using var document = await WholeBody.ReadObjectAsync(context, LargestBytes, DeploymentBodyReader.Example);
        var status = await DeploymentBodyReader.ApplyAsync(client.Deployments, name, document.RootElement, context.RequestAborted);
        return TypedResults.Json(DeploymentInfo.From(status), ApiJsonContext.Default.DeploymentInfo);
    }

    public static async Task<JsonHttpResult<VersionAtInfo>> GetAliasAsync(string name, string alias, OrleansMLClient client, string? at = null)
    {
        var time = at is null ? TimeProvider.System.GetUtcNow() : QueryTime.Read("at", at);
        await client.Registry.GetAsync(name);
        return TypedResults.Json(VersionAtInfo.From(await client.Registry.GetVersionAtAsync(name, alias, time)), ApiJsonContext.Default.VersionAtInfo);
    }

    public static async Task<JsonHttpResult<ModelInfo>> SetAliasAsync(string name, string alias, HttpContext context, OrleansMLClient client)
    {
        using var document = await WholeBody.ReadObjectAsync(context, LargestBytes, AliasExample);
        var members = new RequestMembers(document.RootElement, "version", "expectedVersion", "reason", "actor", "evidence", "operation");
        if (!document.RootElement.TryGetProperty("version", out _))
            throw RequestMembers.Invalid("'version' is missing: the version that the alias is to stand for, or null to remove it");

        var request = new SetAliasRequest
        {
            Name = alias,
            Version = members.OptionalInteger("version"),
            ExpectedVersion = members.OptionalInteger("expectedVersion"),
            Reason = members.OptionalText("reason") ?? "",
            Actor = members.OptionalText("actor"),
            Evidence = members.OptionalText("evidence"),
            Operation = members.OptionalGuid("operation") ?? Guid.NewGuid(),
        };
        var snapshot = await client.Registry.SetAliasAsync(name, request, context.RequestAborted);
        return TypedResults.Json(ModelInfo.From(snapshot), ApiJsonContext.Default.ModelInfo);
    }
}
