using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansML.Cli.Http;
using OrleansML.Gateway.Training;

namespace OrleansML.Cli.Training;

/// <summary>What a gateway offers about training runs.</summary>
internal sealed class TrainingCalls(GatewayClient gateway)
{
    private const string RunsPath = "api/v1/training/runs";

    public Task<TrainingRunInfo> StartAsync(string run, string definition, string actor, CancellationToken cancellationToken) => gateway.AskAsync<TrainingRunInfo>(
        HttpMethod.Post,
        $"{RunsPath}?run={Uri.EscapeDataString(run)}&actor={Uri.EscapeDataString(actor)}",
        new StringContent(definition, Encoding.UTF8, "application/yaml"),
        cancellationToken);

    public Task<TrainingRunInfo> GetAsync(string run, CancellationToken cancellationToken) =>
        gateway.AskAsync<TrainingRunInfo>(HttpMethod.Get, RunPath(run), null, cancellationToken);

    public Task<TrainingRunList> ListAsync(int limit, CancellationToken cancellationToken) => gateway.AskAsync<TrainingRunList>(
        HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{RunsPath}?limit={limit}"), null, cancellationToken);

    public Task<TrainingRunInfo> CancelAsync(string run, string reason, CancellationToken cancellationToken) => gateway.AskAsync<TrainingRunInfo>(
        HttpMethod.Post, $"{RunPath(run)}:cancel?reason={Uri.EscapeDataString(reason)}", null, cancellationToken);

    public Task<TrainingRunInfo> ResumeAsync(string run, CancellationToken cancellationToken) =>
        gateway.AskAsync<TrainingRunInfo>(HttpMethod.Post, $"{RunPath(run)}:resume", null, cancellationToken);

    /// <summary>The record of a run's gate.</summary>
    public Task<JsonElement> GetGateRecordAsync(string run, CancellationToken cancellationToken) =>
        gateway.AskAsync<JsonElement>(HttpMethod.Get, $"{RunPath(run)}/gate", null, cancellationToken);

    private static string RunPath(string run) => $"{RunsPath}/{Uri.EscapeDataString(run)}";
}
