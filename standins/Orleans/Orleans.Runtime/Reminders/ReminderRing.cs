namespace Orleans.Runtime.Reminders;

/// <summary>Assigns the reminders of every grain to one silo, by ranges of a ring.</summary>
internal sealed class ReminderRing
{
    private const int PointsPerSilo = 30;
    private readonly (uint Point, SiloAddress Silo)[] _points;

    /// <summary>Builds the ring.</summary>
    public ReminderRing(IEnumerable<SiloAddress> silos) =>
        _points = [.. silos.SelectMany(silo => silo.GetUniformHashCodes(PointsPerSilo).Select(point => (point, silo))).OrderBy(pair => pair)];

    /// <summary>Gets the silo that runs the reminders of a grain, or null where there is no silo.</summary>
    public SiloAddress? GetOwner(GrainId grainId)
    {
        if (_points.Length == 0)
        {
            return null;
        }

        var hash = grainId.GetUniformHashCode();
        var index = Array.FindIndex(_points, pair => pair.Point >= hash);
        return _points[Math.Max(0, index)].Silo;
    }

    /// <summary>Gets the ranges of a silo, each from its first value, which does not belong to it, to its last; a single silo has (0, 0).</summary>
    public List<(uint Begin, uint End)> GetRanges(SiloAddress silo)
    {
        var ranges = new List<(uint Begin, uint End)>();
        if (_points.Length == 0)
        {
            return ranges;
        }

        if (Array.TrueForAll(_points, pair => pair.Silo.Equals(silo)))
        {
            return [(0, 0)];
        }

        var begin = _points[^1].Point;
        foreach (var (point, owner) in _points)
        {
            if (owner.Equals(silo) && point != begin)
            {
                if (ranges.Count > 0 && ranges[^1].End == begin)
                {
                    ranges[^1] = (ranges[^1].Begin, point);
                }
                else
                {
                    ranges.Add((begin, point));
                }
            }

            begin = point;
        }

        return ranges;
    }
}
