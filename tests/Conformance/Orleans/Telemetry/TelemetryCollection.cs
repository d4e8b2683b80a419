namespace OrleansML.Conformance.Telemetry;

/// <summary>Runs alone, because meters and activities of all clusters in the process look the same to a listener.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollection : ICollectionFixture<TelemetryFixture>
{
    public const string Name = "Telemetry";
}
