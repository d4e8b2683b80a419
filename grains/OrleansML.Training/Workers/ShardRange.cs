namespace OrleansML.Training.Workers;

/// <summary>Shards next to each other.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
public readonly record struct ShardRange(int First, int Count)
{
    /// <summary>Divides shards among members as evenly as can be, in order; the first ones get one more where they must.</summary>
    public static ShardRange[] Divide(int shards, int members)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(members, shards);
        var ranges = new ShardRange[members];
        var first = 0;
        for (var member = 0; member < members; member++)
        {
            var count = (shards / members) + (member < shards % members ? 1 : 0);
            ranges[member] = new ShardRange(first, count);
            first += count;
        }

        return ranges;
    }
}
