namespace OrleansML.Conformance.Infrastructure;

/// <summary>Several silos and one client in this process. The names of silos end with their number, counted from 0.</summary>
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
