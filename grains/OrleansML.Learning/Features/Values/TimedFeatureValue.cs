namespace OrleansML.Learning.Features;

/// <summary>A value with the times that decide which of two counts and how old it is.</summary>
/// <param name="Value">The value; missing when the source said that there is none.</param>
/// <param name="EventTime">When it became true.</param>
/// <param name="CreatedTime">When it was written down; the ingest time where the source does not tell.</param>
/// <param name="IngestTime">When it arrived.</param>
/// <param name="Source">Ordinal of its source in the view.</param>
public readonly record struct TimedFeatureValue(FeatureValue Value, FeatureTime EventTime, FeatureTime CreatedTime, FeatureTime IngestTime, int Source)
{
    /// <summary>
    /// Whether this replaces another: the later event time wins; at equal event times the later created time, then the later ingest time, then
    /// the higher source, then the greater value. A total order, so any order of arrival ends with the same value.
    /// </summary>
    public bool Supersedes(in TimedFeatureValue other)
    {
        var order = EventTime.CompareTo(other.EventTime);
        if (order == 0)
            order = CreatedTime.CompareTo(other.CreatedTime);
        if (order == 0)
            order = IngestTime.CompareTo(other.IngestTime);
        if (order == 0)
            order = Source.CompareTo(other.Source);
        if (order == 0)
            order = Value.CompareTo(other.Value);
        return order > 0;
    }

    /// <summary>Whether both say the same of the same moment; they may have arrived at different times.</summary>
    public bool Repeats(in TimedFeatureValue other) => EventTime == other.EventTime && Source == other.Source && Value == other.Value;
}
