using System.Globalization;
using System.Text;
using OrleansML.Cli.Http;
using OrleansML.Gateway.Scoring;

namespace OrleansML.Cli.Scoring;

/// <summary>What a gateway offers about scoring jobs.</summary>
internal sealed class ScoringCalls(GatewayClient gateway)
{
    private const string JobsPath = "api/v1/scoring/jobs";

    public Task<ScoringJobInfo> StartAsync(string job, string definition, string actor, CancellationToken cancellationToken) => gateway.AskAsync<ScoringJobInfo>(
        HttpMethod.Post, $"{JobsPath}?job={Uri.EscapeDataString(job)}&actor={Uri.EscapeDataString(actor)}", Yaml(definition), cancellationToken);

    /// <summary>What a job would do; comes back when its sample is scored.</summary>
    public Task<ScoringEstimateInfo> EstimateAsync(string definition, CancellationToken cancellationToken) =>
        gateway.AskAsync<ScoringEstimateInfo>(HttpMethod.Post, "api/v1/scoring/estimate", Yaml(definition), cancellationToken);

    public Task<ScoringJobInfo> GetAsync(string job, CancellationToken cancellationToken) =>
        gateway.AskAsync<ScoringJobInfo>(HttpMethod.Get, JobPath(job), null, cancellationToken);

    public Task<ScoringJobList> ListAsync(int limit, CancellationToken cancellationToken) => gateway.AskAsync<ScoringJobList>(
        HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{JobsPath}?limit={limit}"), null, cancellationToken);

    public Task<ScoringJobInfo> CancelAsync(string job, string reason, CancellationToken cancellationToken) => gateway.AskAsync<ScoringJobInfo>(
        HttpMethod.Post, $"{JobPath(job)}:cancel?reason={Uri.EscapeDataString(reason)}", null, cancellationToken);

    public Task<ScoringJobInfo> ResumeAsync(string job, CancellationToken cancellationToken) =>
        gateway.AskAsync<ScoringJobInfo>(HttpMethod.Post, $"{JobPath(job)}:resume", null, cancellationToken);

    private static StringContent Yaml(string definition) => new(definition, Encoding.UTF8, "application/yaml");

    private static string JobPath(string job) => $"{JobsPath}/{Uri.EscapeDataString(job)}";
}
