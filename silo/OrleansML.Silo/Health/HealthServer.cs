using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Silo.Telemetry;

namespace OrleansML.Silo.Health;

/// <summary>
/// Answers health probes of a silo without gateway, from before it joins to after it left, and <c>GET /metrics</c>: <c>GET /health/live</c> while the process
/// answers, <c>GET /health/ready</c> with 503 and what is wrong while it cannot serve.
/// </summary>
internal sealed class HealthServer(IOptions<HealthServerOptions> options, SiloReadiness readiness, IServiceProvider services) : IHostedService, IAsyncDisposable
{
    private WebApplication? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(options.Value.Address), options.Value.Port));
        _server = builder.Build();
        _server.MapGet("/health/live", static () => Results.Json(HealthBody.Of([]), HealthJsonContext.Default.HealthBody));
        _server.MapGet("/health/ready", async (CancellationToken aborted) =>
        {
            var problems = await readiness.CheckAsync(aborted);
            return Results.Json(
                HealthBody.Of(problems),
                HealthJsonContext.Default.HealthBody,
                statusCode: problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
        _server.MapMetrics(services);
        await _server.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
