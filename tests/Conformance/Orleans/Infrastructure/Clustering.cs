namespace OrleansML.Conformance.Infrastructure;

/// <summary>What the clusters of the fixtures are made of, by the environment variable <c>ORLEANS_TESTS_CLUSTERING</c>.</summary>
internal static class Clustering
{
    private const string Variable = "ORLEANS_TESTS_CLUSTERING";

    /// <summary>
    /// Whether silos talk over TCP and keep membership, state and reminders in Redis; otherwise all that stays in memory, but for the
    /// connections of the clusters of one silo.
    /// </summary>
    public static bool OverRedis { get; } = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "memory" => false,
        "redis" => true,
        var other => throw new InvalidOperationException(
            $"The environment variable {Variable} is '{other}'; it must be 'memory' (the default) or 'redis'."),
    };
}
