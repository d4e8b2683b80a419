using System.Numerics;

namespace OrleansML.Training.Runs;

/// <summary>
/// A keyed permutation of the numbers 0 to count - 1 that computes any place on its own: a Feistel network over the next even power of two, walked
/// along until it is back in range (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002).
/// </summary>
internal readonly struct RowPermutation
{
    private const int Rounds = 6;

    private readonly ulong _count;
    private readonly ulong _key;
    private readonly int _halfBits;
    private readonly ulong _halfMask;

    /// <param name="count">How many numbers, at least 1.</param>
    /// <param name="key">Which permutation.</param>
    public RowPermutation(long count, ulong key)
    {
        _count = (ulong)count;
        _key = SplitMix.Mix(key);
        _halfBits = Math.Max(1, (BitOperations.Log2(Math.Max(1, _count - 1)) + 2) / 2);
        _halfMask = (1UL << _halfBits) - 1;
    }

    /// <summary>What stands at a place.</summary>
    public long At(long place)
    {
        var value = (ulong)place;
        do
        {
            var (left, right) = (value >> _halfBits, value & _halfMask);
            for (var round = 0; round < Rounds; round++)
                (left, right) = (right, left ^ Scramble(right, round));
            value = (left << _halfBits) | right;
        }
        while (value >= _count);

        return (long)value;
    }

    /// <summary>Where a number stands.</summary>
    public long PlaceOf(long number)
    {
        var value = (ulong)number;
        do
        {
            var (left, right) = (value >> _halfBits, value & _halfMask);
            for (var round = Rounds - 1; round >= 0; round--)
                (left, right) = (right ^ Scramble(left, round), left);
            value = (left << _halfBits) | right;
        }
        while (value >= _count);

        return (long)value;
    }

    private ulong Scramble(ulong half, int round) => SplitMix.Mix(_key ^ (half | ((ulong)round << 32))) & _halfMask;
}
