namespace OrleansML.Silo.Health;

/// <summary>What a probe is told, in the form of the gateway's <c>/health/ready</c>.</summary>
internal sealed record HealthBody(string Status, HealthBody.Check[] Checks)
{
    private const string Healthy = "Healthy";
    private const string Unhealthy = "Unhealthy";

    /// <summary>One check.</summary>
    internal sealed record Check(string Name, string Status, string Description);

    public static HealthBody Of(IReadOnlyList<string> problems) => new(
        problems.Count == 0 ? Healthy : Unhealthy, [.. problems.Select(static problem => new Check("silo", Unhealthy, problem))]);
}
