namespace OrleansML.Grains.Monitoring;

/// <summary>The values by which segments of one window are kept apart on this silo: those that come first. Belongs to the consumer.</summary>
/// <param name="most">Most values of one column, or of crossed ones.</param>
internal sealed class KeptValues(int most)
{
    private readonly Dictionary<string, HashSet<SegmentValues>> _kept = new(StringComparer.Ordinal);

    /// <summary>Whether rows with values are a segment of their own.</summary>
    public bool Keep(string[] columns, in SegmentValues values)
    {
        var name = columns.Length == 1 ? columns[0] : string.Join(',', columns);
        if (!_kept.TryGetValue(name, out var kept))
            _kept.Add(name, kept = []);
        return kept.Contains(values) || (kept.Count < most && kept.Add(values));
    }
}
