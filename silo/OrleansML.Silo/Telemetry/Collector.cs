using Microsoft.Extensions.Configuration;

namespace OrleansML.Silo.Telemetry;

/// <summary>Which signals go to a collector, by OpenTelemetry's standard variables: one for all of them, and one for each.</summary>
internal static class Collector
{
    // Read by the exporter itself too, with its further settings (headers, time limits, sampling).
    private const string All = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string OfTraces = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string OfMetrics = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string OfLogs = "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT";

    private static readonly string[] Variables = [All, OfTraces, OfMetrics, OfLogs];

    public static bool TakesTraces(this IConfiguration configuration) => configuration.HasAny(All, OfTraces);

    public static bool TakesMetrics(this IConfiguration configuration) => configuration.HasAny(All, OfMetrics);

    public static bool TakesLogs(this IConfiguration configuration) => configuration.HasAny(All, OfLogs);

    /// <summary>What is wrong with the variables.</summary>
    public static IEnumerable<string> Violations(IConfiguration configuration)
    {
        foreach (var name in Variables)
        {
            if (configuration[name] is { Length: > 0 } text && !IsUrl(text))
                yield return $"{name} is '{text}'; it must be the URL of a collector, such as http://127.0.0.1:4317.";
        }
    }

    private static bool HasAny(this IConfiguration configuration, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!string.IsNullOrEmpty(configuration[name]))
                return true;
        }

        return false;
    }

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
