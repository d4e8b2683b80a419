using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OrleansML.Silo.Telemetry;

/// <summary>Metrics in Prometheus' text format, always; traces by OpenTelemetry's protocol, where its standard variables name a collector.</summary>
internal static class TelemetryExtensions
{
    private const string Path = "/metrics";

    // Read by the exporter itself too, with its further settings (headers, time limits, sampling).
    private static readonly string[] CollectorVariables = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"];

    private static readonly string[] Meters = ["OrleansML.*", "System.Runtime"];
    private static readonly string[] Spans = ["OrleansML.*", "Microsoft.AspNetCore", .. GrainCallSpans.Sources];

    /// <summary>Whether spans are sent anywhere.</summary>
    public static bool HasCollector(this IConfiguration configuration) => CollectorVariables.Any(name => !string.IsNullOrEmpty(configuration[name]));

    /// <summary>Adds metrics, and traces where a collector is named.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration, List<string> violations)
    {
        foreach (var name in CollectorVariables)
        {
            if (configuration[name] is { Length: > 0 } text && !IsUrl(text))
                violations.Add($"{name} is '{text}'; it must be the URL of a collector, such as http://127.0.0.1:4317.");
        }

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("orleansml").AddEnvironmentVariableDetector())
            .WithMetrics(static metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
        if (configuration.HasCollector() && violations.Count == 0)
            telemetry.WithTracing(static traces => traces.AddSource(Spans).AddProcessor(new GrainCallSpans()).AddOtlpExporter());
        return services;
    }

    /// <summary>Answers <c>GET /metrics</c>.</summary>
    /// <param name="application">The web application.</param>
    /// <param name="services">Services of the host that measures.</param>
    public static void MapMetrics(this WebApplication application, IServiceProvider services) =>
        application.UseOpenTelemetryPrometheusScrapingEndpoint(
            services.GetRequiredService<MeterProvider>(), predicate: null, Path, configureBranchedPipeline: null, optionsName: null);

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
