namespace OrleansML.Data.Monitoring;

/// <summary>Which windows are asked for.</summary>
internal sealed record LabelledQuery
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>How long windows are, a divisor of a day.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Columns, or crossed columns, by whose values windows are kept apart beside the whole.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Segments { get; init; }

    /// <summary>Most values of one of these that are kept apart.</summary>
    public required int MostSegmentValues { get; init; }

    /// <summary>How far labels are known; 0 for not at all, else <see cref="LabelledAnswer.Reached"/>.</summary>
    public required long After { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How long after a prediction a label waits for it to be in the log.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>Most windows of an answer, all segments counted; at least one base window is given.</summary>
    public int MostWindows { get; init; } = 20_000;

    /// <summary>What labels are held against, by version and the columns of the log with their types; where it cannot be said, why.</summary>
    public required Func<int, IReadOnlyDictionary<string, string>, (ComparedOutput? Output, string? Reason)> OutputOf { get; init; }

    /// <summary>Most base windows of an answer.</summary>
    public int MostBaseWindows => Math.Clamp(MostWindows / (1 + (Segments.Count * (MostSegmentValues + 2))), 1, 256);
}
