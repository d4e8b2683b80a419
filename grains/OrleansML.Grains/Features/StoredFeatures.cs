namespace OrleansML.Grains.Features;

/// <summary>What is stored of one entity. The bytes are encrypted where the view has private values.</summary>
[GenerateSerializer, Alias("OrleansML.StoredFeatures")]
internal sealed record StoredFeatures
{
    /// <summary>The last known values, in their own format.</summary>
    [Id(0)]
    public byte[] Row { get; init; } = [];

    /// <summary>The windows, in their own format.</summary>
    [Id(1)]
    public byte[] Windows { get; init; } = [];

    /// <summary>Revision of the view that both were written with; 0 when nothing is stored.</summary>
    [Id(2)]
    public int Revision { get; init; }

    /// <summary>Whether both are encrypted.</summary>
    [Id(3)]
    public bool Sealed { get; init; }
}
