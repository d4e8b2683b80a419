using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansML.Client;
using OrleansML.Gateway.Api;
using OrleansML.Training;

namespace OrleansML.Gateway.Training;

/// <summary>Starts training runs, shows them and ends them.</summary>
internal static class TrainingApi
{
    private const string StartExample = """{"run": "fare-1", "definition": "model: fare\n...", "actor": "who"}""";

    public static async Task<JsonHttpResult<TrainingRunInfo>> StartAsync(
        string? run, string? actor, HttpContext context, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var body = await DefinitionBody.ReadAsync(context, "training", "run", StartExample);
        return Answer(await client.Training.StartAsync(body.Definition, body.Id ?? run, body.Actor ?? actor ?? "", cancellationToken));
    }

    public static async Task<JsonHttpResult<TrainingRunList>> ListAsync(int? limit, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var runs = await client.Training.ListAsync(ListLimit.Require(limit), cancellationToken);
        return TypedResults.Json(new TrainingRunList { Runs = Array.ConvertAll(runs, TrainingRunSummary.From) }, ApiJsonContext.Default.TrainingRunList);
    }

    public static async Task<JsonHttpResult<TrainingRunInfo>> GetAsync(string run, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Training.GetStatusAsync(run, cancellationToken));

    public static async Task<JsonHttpResult<TrainingRunInfo>> CancelAsync(
        string run, string? reason, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Training.CancelAsync(run, reason ?? "", cancellationToken));

    public static async Task<JsonHttpResult<TrainingRunInfo>> ResumeAsync(string run, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Training.ResumeAsync(run, cancellationToken));

    // As it was stored, so that its SHA-256 is the one that the run names.
    public static async Task<Utf8ContentHttpResult> GetGateRecordAsync(string run, OrleansMLClient client, CancellationToken cancellationToken) =>
        TypedResults.Text(Encoding.UTF8.GetBytes(await client.Training.GetGateRecordAsync(run, cancellationToken)), "application/json");

    private static JsonHttpResult<TrainingRunInfo> Answer(TrainingRunStatus status) =>
        TypedResults.Json(TrainingRunInfo.From(status), ApiJsonContext.Default.TrainingRunInfo);
}
