using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OrleansML.Silo.Telemetry;

/// <summary>
/// Metrics in Prometheus' text format, always; metrics, traces and logs by OpenTelemetry's protocol, where its standard variables name a collector.
/// </summary>
internal static class TelemetryExtensions
{
    private const string Path = "/metrics";

    // The meter of the web server has the routes of requests and never their paths.
    private static readonly string[] Meters = ["OrleansML.*", "System.Runtime", "Microsoft.AspNetCore.Hosting"];
    private static readonly string[] Spans = ["OrleansML.*", "Microsoft.AspNetCore", .. GrainCallSpans.Sources];

    /// <summary>Adds metrics, and what a collector takes where one is named.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration, List<string> violations)
    {
        var before = violations.Count;
        violations.AddRange(Collector.Violations(configuration));
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("orleansml").AddEnvironmentVariableDetector())
            .WithMetrics(static metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
        if (violations.Count > before)
            return services;

        if (configuration.TakesMetrics())
            telemetry.WithMetrics(static metrics => metrics.AddOtlpExporter());
        if (configuration.TakesTraces())
            telemetry.WithTracing(static traces => traces.AddSource(Spans).AddProcessor(new GrainCallSpans()).AddOtlpExporter());
        if (configuration.TakesLogs())
            telemetry.WithLogging(static logs => logs.AddOtlpExporter());
        return services;
    }

    /// <summary>Answers <c>GET /metrics</c>.</summary>
    /// <param name="application">The web application.</param>
    /// <param name="services">Services of the host that measures.</param>
    public static void MapMetrics(this WebApplication application, IServiceProvider services) =>
        application.UseOpenTelemetryPrometheusScrapingEndpoint(
            services.GetRequiredService<MeterProvider>(), predicate: null, Path, configureBranchedPipeline: null, optionsName: null);
}
