using System.Globalization;
using System.Text;
using OrleansML.Cli.Http;
using OrleansML.Gateway.Pipelines;

namespace OrleansML.Cli.Pipelines;

/// <summary>What a gateway offers about pipelines.</summary>
internal sealed class PipelineCalls(GatewayClient gateway)
{
    private const string PipelinesPath = "api/v1/pipelines";

    public Task<PipelineAppliedInfo> ApplyAsync(string pipeline, string definition, string actor, bool dryRun, CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineAppliedInfo>(
            HttpMethod.Put,
            $"{PathOf(pipeline)}?actor={Uri.EscapeDataString(actor)}&dryRun={(dryRun ? "true" : "false")}",
            new StringContent(definition, Encoding.UTF8, "application/yaml"),
            cancellationToken);

    public Task<PipelineList> ListAsync(CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineList>(HttpMethod.Get, PipelinesPath, null, cancellationToken);

    public Task<PipelineInfo> GetAsync(string pipeline, CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineInfo>(HttpMethod.Get, PathOf(pipeline), null, cancellationToken);

    public Task<PipelineDefinitionInfo> GetDefinitionAsync(string pipeline, CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineDefinitionInfo>(HttpMethod.Get, $"{PathOf(pipeline)}/definition", null, cancellationToken);

    /// <summary>The last decisions about a pipeline, newest first.</summary>
    public async Task<IReadOnlyList<PipelineDecisionInfo>> GetDecisionsAsync(string pipeline, int limit, CancellationToken cancellationToken) =>
        (await gateway.AskAsync<PipelineDecisionList>(
            HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{PathOf(pipeline)}/decisions?limit={limit}"), null, cancellationToken)).Decisions;

    /// <summary>Asks for a run by hand; the same operation again answers with the run that it started.</summary>
    public Task<PipelineRunInfo> StartAsync(
        string pipeline, string operation, (DateTimeOffset Start, DateTimeOffset End)? interval, CancellationToken cancellationToken)
    {
        var data = interval is var (start, end) ? $"&start={Text(start)}&end={Text(end)}" : "";
        return gateway.AskAsync<PipelineRunInfo>(
            HttpMethod.Post, $"{PathOf(pipeline)}:run?operation={Uri.EscapeDataString(operation)}{data}", null, cancellationToken);
    }

    /// <summary>Asks for the runs of a trigger over a range of the past.</summary>
    public Task<PipelineInfo> BackfillAsync(
        string pipeline, string trigger, (DateTimeOffset From, DateTimeOffset Until) range, int most, CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineInfo>(
            HttpMethod.Post,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{PathOf(pipeline)}:backfill?trigger={Uri.EscapeDataString(trigger)}&from={Text(range.From)}&until={Text(range.Until)}&most={most}"),
            null,
            cancellationToken);

    public Task<PipelineInfo> EndBackfillAsync(string pipeline, CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineInfo>(HttpMethod.Post, $"{PathOf(pipeline)}:end-backfill", null, cancellationToken);

    public Task<PipelineInfo> PauseAsync(string pipeline, string reason, CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineInfo>(HttpMethod.Post, $"{PathOf(pipeline)}:pause?reason={Uri.EscapeDataString(reason)}", null, cancellationToken);

    public Task<PipelineInfo> UnpauseAsync(string pipeline, CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineInfo>(HttpMethod.Post, $"{PathOf(pipeline)}:unpause", null, cancellationToken);

    public Task<PipelineDeleted> DeleteAsync(string pipeline, CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineDeleted>(HttpMethod.Delete, PathOf(pipeline), null, cancellationToken);

    public Task<PipelineRunInfo> GetRunAsync(string pipeline, string run, CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineRunInfo>(HttpMethod.Get, PathOf(pipeline, run), null, cancellationToken);

    public Task<PipelineRunInfo> CancelAsync(string pipeline, string run, string reason, CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineRunInfo>(HttpMethod.Post, $"{PathOf(pipeline, run)}:cancel?reason={Uri.EscapeDataString(reason)}", null, cancellationToken);

    public Task<PipelineRunInfo> ResumeAsync(string pipeline, string run, CancellationToken cancellationToken) =>
        gateway.AskAsync<PipelineRunInfo>(HttpMethod.Post, $"{PathOf(pipeline, run)}:resume", null, cancellationToken);

    private static string PathOf(string pipeline) => $"{PipelinesPath}/{Uri.EscapeDataString(pipeline)}";

    private static string PathOf(string pipeline, string run) => $"{PathOf(pipeline)}/runs/{Uri.EscapeDataString(run)}";

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
