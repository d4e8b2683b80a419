namespace OrleansML.Training.Runs;

/// <summary>
/// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): spreads every bit of a counter over 64 bits, one to one. Numbers that depend on a
/// counter alone need no state to be carried, kept or restored.
/// </summary>
internal static class SplitMix
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    public static ulong Mix(ulong counter)
    {
        var bits = counter + Step;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A key that belongs to a key and a number under it.</summary>
    public static ulong Derive(ulong key, ulong number) => Mix(Mix(key) ^ number);
}
