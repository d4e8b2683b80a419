namespace Orleans.Runtime.Membership;

/// <summary>The silos that this silo has seen dead. A table that lost its rows cannot bring them back to life.</summary>
internal sealed class KnownDeaths(TimeSpan? retirementAge)
{
    private static readonly DateTime GenerationEpoch = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly HashSet<SiloAddress> _silos = [];

    /// <summary>Returns whether a silo has been seen dead.</summary>
    public bool Contains(SiloAddress silo) => _silos.Contains(silo);

    /// <summary>Takes note of a death.</summary>
    public void Add(SiloAddress silo) => _silos.Add(silo);

    /// <summary>
    /// Returns the deaths to put into a snapshot with the lowest generation that a silo absent from the table may have without counting as
    /// dead. Deaths below it are forgotten: the generation tells as much.
    /// </summary>
    public (int MinimumGeneration, IReadOnlySet<SiloAddress> Deaths) Get(DateTime now)
    {
        if (retirementAge is not { } age)
        {
            return (0, _silos.ToHashSet());
        }

        var minimum = (int)Math.Clamp((now - age - GenerationEpoch).TotalSeconds, 0, int.MaxValue);
        _silos.RemoveWhere(silo => silo.Generation > 0 && silo.Generation < minimum);
        return (minimum, _silos.ToHashSet());
    }
}
