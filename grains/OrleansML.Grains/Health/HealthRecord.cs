namespace OrleansML.Grains.Health;

/// <summary>What a silo writes to find out whether it can.</summary>
[GenerateSerializer, Alias("OrleansML.HealthRecord")]
internal sealed class HealthRecord
{
    /// <summary>Grows with every check.</summary>
    [Id(0)]
    public long Checks { get; set; }
}
