namespace OrleansML.Monitoring;

/// <summary>What silos count.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.MonitorWatch")]
public sealed record MonitorWatch
{
    /// <summary>Name of the model.</summary>
    [Id(0)]
    public required string Model { get; init; }

    /// <summary>Revision of the definition, 0 for the default.</summary>
    [Id(1)]
    public required int Revision { get; init; }

    /// <summary>How long the windows are that are counted; they start at multiples since midnight UTC.</summary>
    [Id(2)]
    public required TimeSpan Window { get; init; }

    /// <summary>Columns, or crossed columns, by whose values windows are kept apart beside the whole.</summary>
    [Id(3)]
    public required string[][] Segments { get; init; }

    /// <summary>Most values of one of these that are kept apart.</summary>
    [Id(4)]
    public required int MostSegmentValues { get; init; }
}
