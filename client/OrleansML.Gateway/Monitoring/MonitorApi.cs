using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansML.Client;
using OrleansML.Gateway.Api;
using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Decides how models are watched, and shows what was seen.</summary>
internal static class MonitorApi
{
    private const string ApplyExample = """{"definition": "model: fare\n...", "actor": "who"}""";

    public static async Task<JsonHttpResult<MonitorDefinitionText>> GetAsync(string name, OrleansMLClient client, CancellationToken cancellationToken) =>
        TypedResults.Json(await client.Monitor.GetDefinitionAsync(name, cancellationToken), ApiJsonContext.Default.MonitorDefinitionText);

    public static async Task<JsonHttpResult<MonitorApplied>> ApplyAsync(
        string name, string? actor, bool? dryRun, HttpContext context, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var body = await DefinitionBody.ReadAsync(context, "monitor", idMember: null, ApplyExample);
        var applied = await client.Monitor.ApplyAsync(name, body.Definition, body.Actor ?? actor ?? "", dryRun ?? false, cancellationToken);
        return TypedResults.Json(applied, ApiJsonContext.Default.MonitorApplied);
    }

    public static async Task<JsonHttpResult<MonitorApplied>> DeleteAsync(string name, OrleansMLClient client, CancellationToken cancellationToken) =>
        TypedResults.Json(await client.Monitor.DeleteAsync(name, cancellationToken), ApiJsonContext.Default.MonitorApplied);

    public static async Task<JsonHttpResult<MonitorReportInfo>> GetReportAsync(
        string name, int? version, string? segment, string? from, string? until, string? baseline, OrleansMLClient client, CancellationToken cancellationToken) =>
        TypedResults.Json(
            MonitorReportInfo.Of(await client.Monitor.GetReportAsync(name, Query(version, segment, from, until, baseline), cancellationToken)),
            ApiJsonContext.Default.MonitorReportInfo);

    public static async Task<ContentHttpResult> GetReportPageAsync(
        string name, int? version, string? segment, string? from, string? until, string? baseline, OrleansMLClient client, CancellationToken cancellationToken)
    {
        var query = Query(version, segment, from, until, baseline);
        var report = MonitorReportInfo.Of(await client.Monitor.GetReportAsync(name, query, cancellationToken));

        // Segments stand beside the whole only, and a time with too many of them still has its report.
        MonitorSegmentList? segments = null;
        if (report.Segment == "all" && report.Definition.Segments.Length > 0)
        {
            try
            {
                segments = await client.Monitor.GetSegmentsAsync(name, query, cancellationToken);
            }
            catch (OrleansMLException exception) when (exception.Code == ErrorCode.InvalidRequest)
            {
                report = report with { Notes = [.. report.Notes, $"Segments are not shown: {exception.Message}"] };
            }
        }

        return TypedResults.Content(ReportPage.Render(report, segments), "text/html; charset=utf-8");
    }

    public static async Task<JsonHttpResult<MonitorSegmentList>> GetSegmentsAsync(
        string name, int? version, string? from, string? until, string? baseline, OrleansMLClient client, CancellationToken cancellationToken) => TypedResults.Json(
            await client.Monitor.GetSegmentsAsync(name, Query(version, null, from, until, baseline), cancellationToken), ApiJsonContext.Default.MonitorSegmentList);

    public static async Task<JsonHttpResult<MonitorIncidentList>> GetIncidentsAsync(
        string name, string? state, int? limit, OrleansMLClient client, CancellationToken cancellationToken)
    {
        bool? isOpen = state switch
        {
            null => null,
            "open" => true,
            "closed" => false,
            _ => throw new OrleansMLException(ErrorCode.InvalidRequest, $"'state' is '{state}'; it must be 'open' or 'closed', or be left out for both."),
        };
        var incidents = await client.Monitor.GetIncidentsAsync(name, isOpen, ListLimit.Require(limit), cancellationToken);
        return TypedResults.Json(
            new MonitorIncidentList { Incidents = Array.ConvertAll(incidents, MonitorIncidentInfo.From) }, ApiJsonContext.Default.MonitorIncidentList);
    }

    public static async Task<JsonHttpResult<MonitorIncidentInfo>> GetIncidentAsync(string name, string id, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Monitor.GetIncidentAsync(name, IdOf(id), cancellationToken));

    public static async Task<JsonHttpResult<MonitorIncidentInfo>> CloseAsync(
        string name, string id, string? reason, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Monitor.CloseAsync(name, IdOf(id), reason ?? "", cancellationToken));

    public static async Task<JsonHttpResult<MonitorSilenceList>> GetSilencesAsync(string name, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Monitor.GetSilencesAsync(name, cancellationToken));

    public static async Task<JsonHttpResult<MonitorSilenceList>> SilenceAsync(
        string name, string? rule, string? segment, string? until, string? reason, OrleansMLClient client, CancellationToken cancellationToken) =>
        Answer(await client.Monitor.SilenceAsync(
            name,
            new MonitorSilence { Rule = rule, Segment = segment, Until = QueryTime.Require("until", until), Reason = reason ?? "" },
            cancellationToken));

    // Paths are decoded but for the slash, which ids have.
    private static string IdOf(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static MonitorQuery Query(int? version, string? segment, string? from, string? until, string? baseline) => new()
    {
        Version = version,
        Segment = segment,
        From = from is null ? null : QueryTime.Read("from", from),
        Until = until is null ? null : QueryTime.Read("until", until),
        Baseline = baseline,
    };

    private static JsonHttpResult<MonitorIncidentInfo> Answer(MonitorIncident incident) =>
        TypedResults.Json(MonitorIncidentInfo.From(incident), ApiJsonContext.Default.MonitorIncidentInfo);

    private static JsonHttpResult<MonitorSilenceList> Answer(MonitorSilence[] silences) =>
        TypedResults.Json(new MonitorSilenceList { Silences = silences }, ApiJsonContext.Default.MonitorSilenceList);
}
