using OrleansML.Gateway.Api;

namespace OrleansML.Cli.Quickstart;

/// <summary>What <c>orleansml quickstart --json</c> writes.</summary>
internal sealed record QuickstartSummary(
    Uri Url, string Model, ModelVersionInfo Version, IReadOnlyList<WayInSummary> Ways, IReadOnlyList<QuickstartCheck> Checks);
