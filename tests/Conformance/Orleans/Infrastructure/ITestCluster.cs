namespace OrleansML.Conformance.Infrastructure;

/// <summary>Several silos and one client in this process. Silos are named <c>Silo_0</c>, <c>Silo_1</c> and so on, or end like that.</summary>
internal interface ITestCluster : IAsyncDisposable
{
    IClusterClient Client { get; }

    /// <summary>The silos that have been started and not ended since, in the order of their start.</summary>
    IReadOnlyList<TestSilo> Silos { get; }

    Task<TestSilo> StartAdditionalSiloAsync();

    Task StopSiloAsync(TestSilo silo);

    /// <summary>Ends a silo without giving its grains the time to end.</summary>
    Task KillSiloAsync(TestSilo silo);
}
