using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace OrleansML.Gateway.Health;

/// <summary>
/// Runs the checks with tag <see cref="Tag"/>. Callers that come while a run is under way share it, so probes cannot pile up.
/// </summary>
internal sealed class ReadinessProbe(HealthCheckService checks, IOptions<GatewayOptions> options, TimeProvider time)
{
    /// <summary>Marks the checks that decide on readiness.</summary>
    public const string Tag = "ready";

    private readonly Lock _lock = new();
    private Task<HealthReport>? _running;

    public Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_running is null or { IsCompleted: true })
                _running = RunAsync();
            return _running.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What is wrong, for people.</summary>
    public static string Describe(HealthReport report) => string.Join(
        " ",
        report.Entries
            .Where(static entry => entry.Value.Status != HealthStatus.Healthy)
            .Select(static entry => $"Check '{entry.Key}' failed: {entry.Value.Description ?? entry.Value.Exception?.Message}"));

    private async Task<HealthReport> RunAsync()
    {
        using var timeout = new CancellationTokenSource(options.Value.ReadinessTimeout, time);
        return await checks.CheckHealthAsync(static check => check.Tags.Contains(Tag), timeout.Token);
    }
}
