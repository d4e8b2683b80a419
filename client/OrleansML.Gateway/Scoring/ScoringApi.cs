using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansML.Client;
using OrleansML.Gateway.Api;
using OrleansML.Scoring;

namespace OrleansML.Gateway.Scoring;

/// <summary>Starts scoring jobs, estimates them, shows them and ends them.</summary>
internal static class ScoringApi
{
    private const string Kind = "scoring";
    private const string StartExample = """{"job": "churn-1", "definition": "model: churn\n...", "actor": "who"}""";
    private const string EstimateExample = """{"definition": "model: churn\n..."}""";

    public static async Task<JsonHttpResult<ScoringJobInfo>> StartAsync(
        string? job, string? actor, HttpContext context, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var body = await DefinitionBody.ReadAsync(context, Kind, "job", StartExample);
        return Answer(await client.Scoring.StartAsync(body.Definition, body.Id ?? job, body.Actor ?? actor ?? "", cancellationToken));
    }

    public static async Task<JsonHttpResult<ScoringEstimateInfo>> EstimateAsync(HttpContext context, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var body = await DefinitionBody.ReadAsync(context, Kind, idMember: null, EstimateExample, hasActor: false);
        var estimate = await client.Scoring.EstimateAsync(body.Definition, cancellationToken);
        return TypedResults.Json(ScoringEstimateInfo.From(estimate), ApiJsonContext.Default.ScoringEstimateInfo);
    }

    public static async Task<JsonHttpResult<ScoringJobList>> ListAsync(int? limit, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var jobs = await client.Scoring.ListAsync(ListLimit.Require(limit), cancellationToken);
        return TypedResults.Json(new ScoringJobList { Jobs = Array.ConvertAll(jobs, ScoringJobSummary.From) }, ApiJsonContext.Default.ScoringJobList);
    }

    public static async Task<JsonHttpResult<ScoringJobInfo>> GetAsync(string job, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Scoring.GetStatusAsync(job, cancellationToken));

    public static async Task<JsonHttpResult<ScoringJobInfo>> CancelAsync(
        string job, string? reason, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Scoring.CancelAsync(job, reason ?? "", cancellationToken));

    public static async Task<JsonHttpResult<ScoringJobInfo>> ResumeAsync(string job, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Scoring.ResumeAsync(job, cancellationToken));

    private static JsonHttpResult<ScoringJobInfo> Answer(ScoringStatus status) =>
        TypedResults.Json(ScoringJobInfo.From(status), ApiJsonContext.Default.ScoringJobInfo);
}
