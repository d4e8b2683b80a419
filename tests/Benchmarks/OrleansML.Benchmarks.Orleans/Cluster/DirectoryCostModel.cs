using OrleansML.Benchmarks.GrainCalls;

namespace OrleansML.Benchmarks.Cluster;

/// <summary>
/// What the directory within the silos would cost in clusters that are larger than a machine can hold, with the same number of activations
/// on every silo. It assumes:
/// <list type="bullet">
/// <item>the entries spread evenly over the silos, so that each holds as many as it has activations;</item>
/// <item>a silo that joins takes over its even share of all entries, each of which takes as many bytes as in the measured join;</item>
/// <item>the grains of a lost silo are called at once, and each survivor makes activations as fast as those that were measured, which
/// shared one machine.</item>
/// </list>
/// </summary>
/// <param name="EntryBytes">Memory of an entry in a silo.</param>
/// <param name="MovedEntryBytes">Bytes between silos for an entry that a joining silo takes over.</param>
/// <param name="ReplacedPerSecond">Lost activations that a survivor replaces in a second.</param>
internal sealed record DirectoryCostModel(double EntryBytes, double MovedEntryBytes, double ReplacedPerSecond)
{
    /// <summary>Activations of each silo.</summary>
    public const int Activations = 100_000;

    private static readonly int[] Sizes = [3, 10, 30, 100];

    /// <summary>Entries that a silo takes over when it joins so many others.</summary>
    public static double MovedEntries(int silos) => (double)Activations * silos / (silos + 1);

    /// <summary>What a cluster costs: each silo, one more silo that joins, and one that is lost.</summary>
    public IEnumerable<(string Name, double Value, string Unit)> Rows(int silos) =>
    [
        ("directory.silo.memory", Activations * EntryBytes, "bytes"),
        ("directory.join.entries", MovedEntries(silos), "entries"),
        ("directory.join.bytes", MovedEntries(silos) * MovedEntryBytes, "bytes"),
        ("directory.loss.replaced", Activations / (ReplacedPerSecond * (silos - 1)), "s"),
    ];

    public void WriteTable()
    {
        foreach (var silos in Sizes)
        {
            foreach (var (name, value, unit) in Rows(silos))
                Report.Write($"model.silos{silos}.{name}", value, unit);
        }
    }
}
