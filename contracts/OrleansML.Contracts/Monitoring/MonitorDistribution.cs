namespace OrleansML.Monitoring;

/// <summary>A distribution then and now, for a picture.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorDistribution")]
public sealed record MonitorDistribution
{
    /// <summary>Most bars.</summary>
    public const int MostBars = 30;

    /// <summary>Names of the bars: ranges of numbers or categories, then <c>(other)</c> and <c>(missing)</c> where there are such.</summary>
    [Id(0)]
    public required string[] Bars { get; init; }

    /// <summary>Upper edges of the bins, each belonging to the bin that it ends; empty for categories.</summary>
    [Id(1)]
    public required double[] Edges { get; init; }

    /// <summary>Counts of the baseline; null where it has none.</summary>
    [Id(2)]
    public long[]? Then { get; init; }

    /// <summary>Counts of the time that is asked for.</summary>
    [Id(3)]
    public required long[] Now { get; init; }
}
