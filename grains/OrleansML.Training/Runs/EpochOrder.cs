namespace OrleansML.Training.Runs;

/// <summary>
/// Which rows a step of an epoch is made of. Groups of neighbouring rows are shuffled, and the rows within each group, so that reading stays near
/// one place of a file; each step takes the next rows of that order, and each shard a part of them. Every row occurs once per epoch. The order
/// depends on the seed and the epoch alone: any worker computes any part of it without having seen the parts before. Immutable and safe for
/// concurrent use.
/// </summary>
public sealed class EpochOrder
{
    /// <summary>Rows of a group; the last group of the data may have fewer.</summary>
    public const int GroupRows = 16_384;

    private readonly ulong _seed;
    private readonly long _groups;
    private readonly int _lastGroupRows;

    /// <summary>Creates the order.</summary>
    /// <param name="rows">Rows of the data, at least 1.</param>
    /// <param name="batchRows">Rows of a step, at least 1; the last step of an epoch takes what is left.</param>
    /// <param name="shards">Parts of a step, at least 1.</param>
    /// <param name="seed">Which order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public EpochOrder(long rows, int batchRows, int shards, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchRows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        (Rows, BatchRows, Shards) = (rows, batchRows, shards);
        _seed = (ulong)seed;
        _groups = (rows - 1) / GroupRows + 1;
        _lastGroupRows = (int)(rows - (_groups - 1) * GroupRows);
        StepsPerEpoch = (rows - 1) / batchRows + 1;
    }

    /// <summary>Rows of the data.</summary>
    public long Rows { get; }

    /// <summary>Rows of a step that is not the last.</summary>
    public int BatchRows { get; }

    /// <summary>Parts of a step.</summary>
    public int Shards { get; }

    /// <summary>Steps in which each row occurs once.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>Rows of the largest shard of any step.</summary>
    public int LargestShard => (int)((Math.Min(BatchRows, Rows) - 1) / Shards + 1);

    /// <summary>How many rows a step has, over all its shards.</summary>
    /// <param name="step">The step within its epoch, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch has no such step.</exception>
    public int RowsOfStep(long step)
    {
        DemandBelow(step, StepsPerEpoch, nameof(step));
        return (int)Math.Min(BatchRows, Rows - step * BatchRows);
    }

    /// <summary>The rows of a shard; none where the step has fewer rows than shards.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="step">The step within the epoch, from 0.</param>
    /// <param name="shard">The shard, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such epoch, step or shard.</exception>
    public long[] RowsOf(long epoch, long step, int shard)
    {
        var rows = new long[LargestShard];
        return rows[..RowsOf(epoch, step, shard, rows)];
    }

    /// <summary>Writes the rows of a shard, without allocating.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="step">The step within the epoch, from 0.</param>
    /// <param name="shard">The shard, from 0.</param>
    /// <param name="rows">Receives the rows; room for <see cref="LargestShard"/> is always enough.</param>
    /// <returns>How many rows the shard has.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such epoch, step or shard.</exception>
    /// <exception cref="ArgumentException">There is too little room.</exception>
    public int RowsOf(long epoch, long step, int shard, Span<long> rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        DemandBelow(shard, Shards, nameof(shard));
        long inStep = RowsOfStep(step);
        var first = step * BatchRows + inStep * shard / Shards;
        var count = (int)(step * BatchRows + inStep * (shard + 1) / Shards - first);
        if (rows.Length < count)
            throw new ArgumentException($"The shard has {count} rows; there is room for {rows.Length}.", nameof(rows));

        Fill(first, rows[..count], SplitMix.Derive(_seed, (ulong)epoch));
        return count;
    }

    // The last group may be smaller, so that places behind it in the order are shifted.
    private void Fill(long first, Span<long> rows, ulong key)
    {
        var groups = new RowPermutation(_groups, key);
        var lastSlot = groups.PlaceOf(_groups - 1);
        for (var index = 0; index < rows.Length;)
        {
            var place = first + index;
            var isBehind = place >= lastSlot * GroupRows + _lastGroupRows;
            var shifted = isBehind ? place + GroupRows - _lastGroupRows : place;
            var (slot, within) = (shifted / GroupRows, shifted % GroupRows);
            var group = groups.At(slot);
            var size = group == _groups - 1 ? _lastGroupRows : GroupRows;
            var order = new RowPermutation(size, SplitMix.Derive(key, (ulong)group));
            var until = (int)Math.Min(rows.Length, index + size - within);
            for (; index < until; index++, within++)
                rows[index] = group * GroupRows + order.At(within);
        }
    }

    private static void DemandBelow(long value, long count, string name)
    {
        if (value < 0 || value >= count)
            throw new ArgumentOutOfRangeException(name, value, $"0 to {count - 1} are allowed.");
    }
}
