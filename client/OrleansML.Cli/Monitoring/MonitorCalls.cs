using System.Globalization;
using System.Text;
using OrleansML.Cli.Http;
using OrleansML.Gateway.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Cli.Monitoring;

/// <summary>What a gateway offers about the watching of models.</summary>
internal sealed class MonitorCalls(GatewayClient gateway)
{
    public Task<MonitorApplied> ApplyAsync(string model, string definition, string actor, bool dryRun, CancellationToken cancellationToken) =>
        gateway.AskAsync<MonitorApplied>(
            HttpMethod.Put,
            $"{PathOf(model)}?actor={Uri.EscapeDataString(actor)}&dryRun={(dryRun ? "true" : "false")}",
            new StringContent(definition, Encoding.UTF8, "application/yaml"),
            cancellationToken);

    public Task<MonitorDefinitionText> GetDefinitionAsync(string model, CancellationToken cancellationToken) =>
        gateway.AskAsync<MonitorDefinitionText>(HttpMethod.Get, PathOf(model), null, cancellationToken);

    public Task<MonitorApplied> DeleteAsync(string model, CancellationToken cancellationToken) =>
        gateway.AskAsync<MonitorApplied>(HttpMethod.Delete, PathOf(model), null, cancellationToken);

    /// <param name="model">The model.</param>
    /// <param name="query">What <see cref="QueryOf"/> says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<MonitorReportInfo> GetReportAsync(string model, string query, CancellationToken cancellationToken) =>
        gateway.AskAsync<MonitorReportInfo>(HttpMethod.Get, $"{PathOf(model)}/report{query}", null, cancellationToken);

    public Task<string> GetReportPageAsync(string model, string query, CancellationToken cancellationToken) =>
        gateway.AskTextAsync($"{PathOf(model)}/report.html{query}", cancellationToken);

    public Task<MonitorSegmentList> GetSegmentsAsync(string model, string query, CancellationToken cancellationToken) =>
        gateway.AskAsync<MonitorSegmentList>(HttpMethod.Get, $"{PathOf(model)}/segments{query}", null, cancellationToken);

    public Task<MonitorIncidentList> GetIncidentsAsync(string model, string? state, int limit, CancellationToken cancellationToken) =>
        gateway.AskAsync<MonitorIncidentList>(
            HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{PathOf(model)}/incidents?{(state is null ? "" : $"state={state}&")}limit={limit}"), null, cancellationToken);

    public Task<MonitorIncidentInfo> GetIncidentAsync(string id, CancellationToken cancellationToken) =>
        gateway.AskAsync<MonitorIncidentInfo>(HttpMethod.Get, IncidentPath(id), null, cancellationToken);

    public Task<MonitorIncidentInfo> CloseAsync(string id, string reason, CancellationToken cancellationToken) =>
        gateway.AskAsync<MonitorIncidentInfo>(HttpMethod.Post, $"{IncidentPath(id)}/close?reason={Uri.EscapeDataString(reason)}", null, cancellationToken);

    public Task<MonitorSilenceList> GetSilencesAsync(string model, CancellationToken cancellationToken) =>
        gateway.AskAsync<MonitorSilenceList>(HttpMethod.Get, $"{PathOf(model)}/silences", null, cancellationToken);

    public Task<MonitorSilenceList> SilenceAsync(string model, MonitorSilence silence, CancellationToken cancellationToken) =>
        gateway.AskAsync<MonitorSilenceList>(
            HttpMethod.Post,
            $"{PathOf(model)}/silences{Query(("rule", silence.Rule), ("segment", silence.Segment), ("until", Text(silence.Until)), ("reason", silence.Reason))}",
            null,
            cancellationToken);

    /// <summary>A query of a report; empty where nothing is asked for.</summary>
    public static string QueryOf(MonitorQuery query) => Query(
        ("version", query.Version?.ToString(CultureInfo.InvariantCulture)),
        ("segment", query.Segment),
        ("from", query.From is { } from ? Text(from) : null),
        ("until", query.Until is { } until ? Text(until) : null),
        ("baseline", query.Baseline));

    private static string Query(params (string Name, string? Value)[] parts)
    {
        string[] given = [.. parts.Where(static part => part.Value is not null).Select(static part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}")];
        return given.Length == 0 ? "" : $"?{string.Join('&', given)}";
    }

    private static string PathOf(string model) => $"api/v1/models/{Uri.EscapeDataString(model)}/monitor";

    // Ids begin with the name of the model.
    private static string IncidentPath(string id) => id.IndexOf('/', StringComparison.Ordinal) is var slash and > 0
        ? $"{PathOf(id[..slash])}/incidents/{Uri.EscapeDataString(id)}"
        : throw new CliException($"'{id}' is not the id of an incident, which is MODEL/RULE/SEGMENT/WINDOW; 'orleansml monitor alerts MODEL' lists them.", ExitCodes.Usage);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
