using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansML.Client;
using OrleansML.Gateway.Api;
using OrleansML.Gateway.Features;
using OrleansML.Training;

namespace OrleansML.Gateway.Training;

/// <summary>Starts training runs, shows them and ends them.</summary>
internal static class TrainingApi
{
    private const int LargestDefinition = 1 << 20;

    // In JSON, every line break of the definition takes two bytes.
    private const int LargestJson = 2 * LargestDefinition;
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1_000;
    private const string StartExample = """{"run": "fare-1", "definition": "model: fare\n...", "actor": "who"}""";

    public static async Task<JsonHttpResult<TrainingRunInfo>> StartAsync(
        string? run, string? actor, HttpContext context, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var body = context.Request.HasJsonContentType() ? await ReadJsonAsync(context) : await ReadYamlAsync(context);
        return Answer(await client.Training.StartAsync(body.Definition, body.Run ?? run, body.Actor ?? actor ?? "", cancellationToken));
    }

    public static async Task<JsonHttpResult<TrainingRunList>> ListAsync(int? limit, OrleansMLClient client, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > LargestLimit)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"'limit' is {limit}; it must lie between 1 and {LargestLimit}.");

        var runs = await client.Training.ListAsync(limit ?? DefaultLimit, cancellationToken);
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

    private static async Task<StartTrainingBody> ReadYamlAsync(HttpContext context) =>
        new() { Definition = Encoding.UTF8.GetString(await FeatureBody.ReadAsync(context, LargestDefinition)) };

    private static async Task<StartTrainingBody> ReadJsonAsync(HttpContext context)
    {
        using var document = await FeatureBody.ReadObjectAsync(context, LargestJson, StartExample);
        var members = new RequestMembers(document.RootElement, "run", "definition", "actor");
        return new StartTrainingBody
        {
            Definition = Text(members, "definition") ?? throw RequestMembers.Invalid("'definition' is missing: the training definition in YAML"),
            Run = Text(members, "run"),
            Actor = Text(members, "actor"),
        };
    }

    private static string? Text(RequestMembers members, string name) => members.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        var other => throw RequestMembers.Invalid($"'{name}' holds {other.Value.ValueKind}; a text is allowed"),
    };

    private static JsonHttpResult<TrainingRunInfo> Answer(TrainingRunStatus status) =>
        TypedResults.Json(TrainingRunInfo.From(status), ApiJsonContext.Default.TrainingRunInfo);
}
