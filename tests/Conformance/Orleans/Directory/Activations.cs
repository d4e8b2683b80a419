using System.Collections.Concurrent;

namespace OrleansML.Conformance.Directory;

/// <summary>The activations of witness grains that are alive now, and what was seen of more than one at a time.</summary>
internal static class Activations
{
    private static readonly object Lock = new();
    private static readonly Dictionary<string, List<(Guid Id, SiloAddress Silo)>> Alive = [];
    private static readonly HashSet<SiloAddress> Gone = [];
    private static readonly ConcurrentQueue<string> Violations = new();

    public static void Enter(string key, Guid id, SiloAddress silo)
    {
        lock (Lock)
        {
            if (!Alive.TryGetValue(key, out var alive))
            {
                Alive[key] = alive = [];
            }

            alive.RemoveAll(other => Gone.Contains(other.Silo));
            if (Gone.Contains(silo))
            {
                return;
            }

            if (alive.Count > 0)
            {
                Violations.Enqueue($"{key} was activated in {silo} while it was active in {string.Join(", ", alive.Select(other => other.Silo))}");
            }

            alive.Add((id, silo));
        }
    }

    public static void Leave(string key, Guid id)
    {
        lock (Lock)
        {
            Alive[key].RemoveAll(other => other.Id == id);
        }
    }

    /// <summary>What is still active in a silo that is about to be killed does not count from now on.</summary>
    public static void OnKilling(SiloAddress silo)
    {
        lock (Lock)
        {
            Gone.Add(silo);
        }
    }

    public static IEnumerable<string> ViolationsOf(string prefix) => Violations.Where(violation => violation.StartsWith(prefix, StringComparison.Ordinal));

    public static int Count(string key)
    {
        lock (Lock)
        {
            return Alive.TryGetValue(key, out var alive) ? alive.Count(other => !Gone.Contains(other.Silo)) : 0;
        }
    }
}
