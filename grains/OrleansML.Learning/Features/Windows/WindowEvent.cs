namespace OrleansML.Learning.Features.Windows;

/// <summary>An event that windows count.</summary>
public readonly ref struct WindowEvent
{
    /// <summary>When it happened.</summary>
    public required FeatureTime EventTime { get; init; }

    /// <summary>When it was written down; the time of arrival where the source does not tell. Decides between two last values of one event time.</summary>
    public required FeatureTime CreatedTime { get; init; }

    /// <summary>Its id by <see cref="HashId"/>; 0 when it has none, and a repeated delivery cannot be known.</summary>
    public ulong Id { get; init; }

    /// <summary>A value for each field of the view, in the order of <see cref="FeatureView.Fields"/>; missing where the event does not tell.</summary>
    public required ReadOnlySpan<FeatureValue> Values { get; init; }

    /// <summary>An event's id in 64 bits. Two different ids of one entity are taken for the same once in some 10^19 pairs.</summary>
    /// <param name="id">The id as its source writes it.</param>
    /// <param name="source">Ordinal of the source, so that sources may use the same ids.</param>
    public static ulong HashId(ReadOnlySpan<char> id, int source) => Math.Max(ValueHash.Of(id, source), 1);
}
