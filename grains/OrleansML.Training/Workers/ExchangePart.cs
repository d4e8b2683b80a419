using OrleansML.Training.Runs;

namespace OrleansML.Training.Workers;

/// <summary>A part of a round on its way from one member to another.</summary>
/// <param name="Round">The round.</param>
/// <param name="Sender">Place of the sender among the members.</param>
/// <param name="FirstShard">First shard of the sum that it is a part of; <see cref="Total"/>: of all shards.</param>
/// <param name="Shards">Number of shards of it.</param>
/// <param name="Offset">Its place in the slice, in bytes.</param>
/// <param name="Data">32-bit floating-point numbers in little-endian order; with <see cref="Whole"/>, 64-bit ones of each of the sender's shards.</param>
/// <param name="Tally">What the sender has read in this round.</param>
public sealed record ExchangePart(long Round, int Sender, int FirstShard, int Shards, int Offset, byte[] Data, RowTally Tally)
{
    /// <summary><see cref="FirstShard"/> of parts of the sender's slice of the total.</summary>
    public const int Total = -1;

    /// <summary><see cref="Offset"/> of parts that are not cut into slices.</summary>
    public const int Whole = -1;
}
