namespace OrleansML.Learning.Features;

/// <summary>
/// A feature computed over a field's recent events. At time t it covers event times e with floor((t - length) / hop) * hop &lt;= e &lt;= t: exact up to
/// now, its far end rounded down to a whole hop since 1970-01-01T00:00:00Z, so that it reaches back at least one length and less than one hop more.
/// </summary>
public sealed record FeatureWindow
{
    /// <summary>Most hops that one window may be long.</summary>
    public const int MaximumHops = 2000;

    /// <summary>Name, unique in its view.</summary>
    public required string Name { get; init; }

    /// <summary>The field whose events it covers.</summary>
    public required string Field { get; init; }

    /// <summary>What it computes.</summary>
    public required WindowAggregate Aggregate { get; init; }

    /// <summary>How far it reaches back; a whole number of hops.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Granularity of its far end.</summary>
    public required TimeSpan Hop { get; init; }

    /// <summary>Precision of <see cref="WindowAggregate.Distinct"/>, 4 to 18: the sketch has 2^precision registers. Zero for other aggregates.</summary>
    public int Precision { get; init; }

    /// <summary>How its values must be protected.</summary>
    public FeaturePrivacy Privacy { get; init; }

    /// <summary>
    /// The hop of a window that names none: the largest of 1 d, 1 h, 5 m, 1 m, 10 s and 1 s that divides the length into 12 parts or more; null
    /// when none does.
    /// </summary>
    public static TimeSpan? DefaultHop(TimeSpan length)
    {
        ReadOnlySpan<long> seconds = [86_400, 3_600, 300, 60, 10, 1];
        foreach (var candidate in seconds)
        {
            var hop = TimeSpan.FromSeconds(candidate);
            if (hop.Ticks * 12 <= length.Ticks && length.Ticks % hop.Ticks == 0)
                return hop;
        }

        return null;
    }
}
