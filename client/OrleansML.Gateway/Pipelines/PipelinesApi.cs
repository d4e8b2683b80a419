using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansML.Client;
using OrleansML.Gateway.Api;
using OrleansML.Pipelines;

namespace OrleansML.Gateway.Pipelines;

/// <summary>Applies pipelines, shows them, starts their runs and ends them.</summary>
internal static class PipelinesApi
{
    private const int DefaultMost = 100;
    private const string ApplyExample = """{"definition": "name: nightly\n...", "actor": "who"}""";

    public static async Task<JsonHttpResult<PipelineList>> ListAsync(OrleansMLClient client, CancellationToken cancellationToken) => TypedResults.Json(
        new PipelineList { Pipelines = Array.ConvertAll(await client.Pipelines.ListAsync(cancellationToken), PipelineSummary.From) },
        ApiJsonContext.Default.PipelineList);

    public static async Task<JsonHttpResult<PipelineInfo>> GetAsync(string name, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Pipelines.GetStatusAsync(name, cancellationToken));

    public static async Task<JsonHttpResult<PipelineAppliedInfo>> ApplyAsync(
        string name, string? actor, bool? dryRun, HttpContext context, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var body = await DefinitionBody.ReadAsync(context, "pipeline", idMember: null, ApplyExample);
        var applied = await client.Pipelines.ApplyAsync(name, body.Definition, body.Actor ?? actor ?? "", dryRun ?? false, cancellationToken);
        return TypedResults.Json(PipelineAppliedInfo.From(applied), ApiJsonContext.Default.PipelineAppliedInfo);
    }

    public static async Task<JsonHttpResult<PipelineDeleted>> DeleteAsync(string name, OrleansMLClient client, CancellationToken cancellationToken)
    {
        await client.Pipelines.DeleteAsync(name, cancellationToken);
        return TypedResults.Json(new PipelineDeleted { Pipeline = name }, ApiJsonContext.Default.PipelineDeleted);
    }

    public static async Task<JsonHttpResult<PipelineDefinitionInfo>> GetDefinitionAsync(
        string name, OrleansMLClient client, CancellationToken cancellationToken) => TypedResults.Json(
            new PipelineDefinitionInfo { Pipeline = name, Definition = await client.Pipelines.GetDefinitionAsync(name, cancellationToken) },
            ApiJsonContext.Default.PipelineDefinitionInfo);

    public static async Task<JsonHttpResult<PipelineDecisionList>> GetDecisionsAsync(
        string name, int? limit, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var decisions = await client.Pipelines.GetDecisionsAsync(name, ListLimit.Require(limit), cancellationToken);
        return TypedResults.Json(
            new PipelineDecisionList { Decisions = Array.ConvertAll(decisions, PipelineDecisionInfo.From) }, ApiJsonContext.Default.PipelineDecisionList);
    }

    public static async Task<JsonHttpResult<PipelineRunInfo>> StartAsync(
        string name, string? start, string? end, string? operation, string? at, OrleansMLClient client, CancellationToken cancellationToken)
    {
        (DateTimeOffset, DateTimeOffset)? interval = (start, end) switch
        {
            (null, null) => null,
            ({ } from, { } until) => (QueryTime.Read("start", from), QueryTime.Read("end", until)),
            _ => throw new OrleansMLException(
                ErrorCode.InvalidRequest, $"'{(start is null ? "start" : "end")}' is missing: a data interval has both, or leave both out for the last complete one."),
        };
        return Answer(await client.Pipelines.StartAsync(name, interval, Operation(operation, at), cancellationToken));
    }

    public static async Task<JsonHttpResult<PipelineInfo>> BackfillAsync(
        string name, string? trigger, string? from, string? until, int? most, string? operation, string? at, OrleansMLClient client, CancellationToken cancellationToken)
    {
        if (trigger is null)
            throw new OrleansMLException(ErrorCode.InvalidRequest, "'trigger' is missing: the name of a trigger by cron or interval, whose runs are to be made up.");

        var range = (QueryTime.Require("from", from), QueryTime.Require("until", until));
        return Answer(await client.Pipelines.BackfillAsync(name, trigger, range, most ?? DefaultMost, Operation(operation, at), cancellationToken));
    }

    public static async Task<JsonHttpResult<PipelineInfo>> EndBackfillAsync(string name, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Pipelines.EndBackfillAsync(name, cancellationToken));

    public static async Task<JsonHttpResult<PipelineInfo>> PauseAsync(
        string name, string? reason, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Pipelines.PauseAsync(name, reason ?? "", cancellationToken));

    public static async Task<JsonHttpResult<PipelineInfo>> UnpauseAsync(string name, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Pipelines.UnpauseAsync(name, cancellationToken));

    public static async Task<JsonHttpResult<PipelineRunInfo>> GetRunAsync(string name, string run, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Pipelines.GetRunAsync(name, IdOrKey(run), cancellationToken));

    public static async Task<JsonHttpResult<PipelineRunInfo>> CancelAsync(
        string name, string run, string? reason, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Pipelines.CancelAsync(name, IdOrKey(run), reason ?? "", cancellationToken));

    public static async Task<JsonHttpResult<PipelineRunInfo>> ResumeAsync(string name, string run, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Pipelines.ResumeAsync(name, IdOrKey(run), cancellationToken));

    // Paths are decoded but for the slash, which keys have.
    private static string IdOrKey(string run) => run.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static PipelineOperation? Operation(string? id, string? at) => (id, at) switch
    {
        (null, null) => null,
        ({ } known, null) => new PipelineOperation(known, TimeProvider.System.GetUtcNow()),
        ({ } known, { } time) => new PipelineOperation(known, QueryTime.Read("at", time)),
        _ => throw new OrleansMLException(ErrorCode.InvalidRequest, "'at' says when an operation was asked for: it needs 'operation', its id."),
    };

    private static JsonHttpResult<PipelineInfo> Answer(PipelineStatus status) =>
        TypedResults.Json(PipelineInfo.From(status), ApiJsonContext.Default.PipelineInfo);

    private static JsonHttpResult<PipelineRunInfo> Answer(PipelineRun run) =>
        TypedResults.Json(PipelineRunInfo.From(run), ApiJsonContext.Default.PipelineRunInfo);
}
