namespace Orleans.Runtime.Membership;

/// <summary>The silos that this silo has seen dead. A table that lost its rows cannot bring them back to life.</summary>
internal sealed class KnownDeaths(TimeSpan? retirementAge)
{
    /// <summary>Bounds the memory; nobody remembers a silo that died so many deaths ago.</summary>
    private const int MostRemembered = 10_000;
    private static readonly DateTime GenerationEpoch = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly HashSet<SiloAddress> _silos = [];
    private readonly Queue<SiloAddress> _order = new();

    /// <summary>Returns whether a silo has been seen dead.</summary>
    public bool Contains(SiloAddress silo)
    {
        lock (_silos)
        {
            return _silos.Contains(silo);
        }
    }

    /// <summary>Takes note of a death.</summary>
    public void Add(SiloAddress silo)
    {
        lock (_silos)
        {
            if (!_silos.Add(silo))
            {
                return;
            }

            _order.Enqueue(silo);
            if (_order.Count > MostRemembered)
            {
                _silos.Remove(_order.Dequeue());
            }
        }
    }

    /// <summary>
    /// Returns the deaths to put into a snapshot with the lowest generation that a silo absent from the table may have without counting as
    /// dead. Deaths below it are left out: the generation tells as much.
    /// </summary>
    public (int MinimumGeneration, IReadOnlySet<SiloAddress> Deaths) Get(DateTime now)
    {
        var minimum = retirementAge is { } age ? (int)Math.Clamp((now - age - GenerationEpoch).TotalSeconds, 0, int.MaxValue) : 0;
        lock (_silos)
        {
            return (minimum, _silos.Where(silo => silo.Generation <= 0 || silo.Generation >= minimum).ToHashSet());
        }
    }
}
