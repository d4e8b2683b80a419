namespace Orleans.Runtime.Directory;

/// <summary>Assigns every grain to one silo, so that a change of the silos moves only the grains of the silo that came or went.</summary>
internal sealed class ConsistentRing
{
    private const int PointsPerSilo = 30;
    private readonly uint[] _points;
    private readonly SiloAddress[] _owners;

    /// <summary>Builds the ring.</summary>
    public ConsistentRing(IEnumerable<SiloAddress> silos)
    {
        Silos = [.. silos.OrderBy(silo => silo)];
        var points = Silos.SelectMany(silo => silo.GetUniformHashCodes(PointsPerSilo).Select(point => (Point: point, Silo: silo)))
            .OrderBy(pair => pair.Point).ThenBy(pair => pair.Silo).ToArray();
        _points = [.. points.Select(pair => pair.Point)];
        _owners = [.. points.Select(pair => pair.Silo)];
    }

    /// <summary>Gets the silos of the ring.</summary>
    public SiloAddress[] Silos { get; }

    /// <summary>Gets the silo that a grain is assigned to, or null where there is no silo.</summary>
    public SiloAddress? GetOwner(GrainId grainId) => GetOwner(grainId.GetUniformHashCode());

    /// <summary>Gets the silo that a point is assigned to, or null where there is no silo.</summary>
    public SiloAddress? GetOwner(uint point)
    {
        if (Silos.Length <= 1)
        {
            return Silos.FirstOrDefault();
        }

        var index = Array.BinarySearch(_points, point);
        index = index < 0 ? ~index : index;
        return _owners[index == _owners.Length ? 0 : index];
    }
}
