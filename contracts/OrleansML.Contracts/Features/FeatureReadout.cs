namespace OrleansML.Features;

/// <summary>What a reader gets of one feature of one entity.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureReadout")]
public readonly record struct FeatureReadout
{
    /// <summary>Creates a readout.</summary>
    public FeatureReadout(FeatureDatum value, FeatureAge age, long? eventTime, long? ingestTime, int source)
    {
        (Value, Age, EventTime, IngestTime, Source) = (value, age, eventTime, ingestTime, source);
    }

    /// <summary>The value; missing with <see cref="FeatureAge.Expired"/> and <see cref="FeatureAge.Missing"/>.</summary>
    [Id(0)]
    public FeatureDatum Value { get; init; }

    /// <summary>How old it is; of a window or derived feature, as old as the oldest field that it was computed from.</summary>
    [Id(1)]
    public FeatureAge Age { get; init; }

    /// <summary>When the last known value became true, in microseconds since 1970-01-01T00:00:00Z; null when none is known.</summary>
    [Id(2)]
    public long? EventTime { get; init; }

    /// <summary>When it arrived, in microseconds since 1970-01-01T00:00:00Z; null when none is known.</summary>
    [Id(3)]
    public long? IngestTime { get; init; }

    /// <summary>Place of its source among the view's sources by name; -1 when none is known or it has several.</summary>
    [Id(4)]
    public int Source { get; init; }

    /// <summary>Whether the value was replaced by a mask, because the caller may not see it.</summary>
    [Id(5)]
    public bool Masked { get; init; }
}
