using OrleansML.Cluster;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeSiloHealthGrain : Grain, ISiloHealthGrain
{
    /// <summary>While set, no silo answers.</summary>
    public static string? Failure { get; set; }

    /// <summary>What the silo finds wrong.</summary>
    public static string[] Problems { get; set; } = [];

    public Task<SiloHealth> Check() => Failure is { } failure
        ? throw new OrleansMLException(ErrorCode.Unavailable, failure)
        : Task.FromResult(new SiloHealth { Silo = "127.0.0.1:11111@1", Problems = Problems });
}
