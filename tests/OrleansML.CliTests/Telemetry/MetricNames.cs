using System.Text.RegularExpressions;

namespace OrleansML.CliTests.Telemetry;

/// <summary>Names of metrics, as they stand in texts of several kinds.</summary>
internal static partial class MetricNames
{
    /// <summary>The names of every sample of <c>/metrics</c>.</summary>
    public static HashSet<string> OfSamples(string metrics) =>
        [.. metrics.Split('\n').Where(static line => line.Length > 0 && line[0] != '#').Select(static line => Name().Match(line).Value)];

    /// <summary>The names of the platform's own metrics, of the web server's and of the runtime's in an expression or a document.</summary>
    public static HashSet<string> In(string text) => [.. Own().Matches(text).Select(static match => match.Value)];

    [GeneratedRegex("^[a-zA-Z_:][a-zA-Z0-9_:]*")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<![a-zA-Z0-9_:.""])(?:orleansml|http_server|dotnet)_[a-z0-9_]+(?![a-z0-9_:])")]
    private static partial Regex Own();
}
