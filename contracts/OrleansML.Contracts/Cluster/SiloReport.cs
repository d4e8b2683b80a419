namespace OrleansML.Cluster;

/// <summary>What a silo says of itself.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.SiloReport")]
public sealed record SiloReport
{
    /// <summary>Version of the product.</summary>
    [Id(0)]
    public required string ProductVersion { get; init; }

    /// <summary>What computes there.</summary>
    [Id(1)]
    public required SiloDevice[] Devices { get; init; }

    /// <summary>Versions in memory, by name and version.</summary>
    [Id(2)]
    public required SiloModel[] Models { get; init; }

    /// <summary>Predictions answered per second over the last seconds.</summary>
    [Id(3)]
    public required double RequestsPerSecond { get; init; }

    /// <summary>Whether and how far it is being emptied.</summary>
    [Id(4)]
    public required SiloDrainProgress Drain { get; init; }
}
