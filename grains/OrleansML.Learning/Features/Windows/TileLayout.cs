namespace OrleansML.Learning.Features.Windows;

/// <summary>
/// The tiles of one field and hop: an intermediate result per hop, each a run of 64-bit words (the tile's number, its number of values, then the
/// parts that some window needs), so that a series of tiles is one array.
/// </summary>
internal sealed record TileLayout
{
    public const int Tile = 0;
    public const int Count = 1;

    public TileLayout(int slot, string field, FeatureType type, long hop, TileParts parts, int precision)
    {
        (Slot, Field, Type, Hop, Parts, Precision) = (slot, field, type, hop, parts, precision);
        var next = 2;
        Sum = Take(TileParts.Sum, 2);
        Minimum = Take(TileParts.Minimum, 1);
        Maximum = Take(TileParts.Maximum, 1);
        Moments = Take(TileParts.Moments, 2);
        Last = Take(TileParts.Last, 3);
        Stride = next;

        int Take(TileParts part, int words)
        {
            if (!parts.HasFlag(part))
                return -1;

            next += words;
            return next - words;
        }
    }

    /// <summary>The field's place among the view's fields.</summary>
    public int Slot { get; init; }

    public string Field { get; }

    public FeatureType Type { get; }

    /// <summary>In microseconds.</summary>
    public long Hop { get; }

    public TileParts Parts { get; }

    /// <summary>Precision of the sketch of different values; zero without.</summary>
    public int Precision { get; }

    /// <summary>Sum: high and low half.</summary>
    public int Sum { get; }

    public int Minimum { get; }

    public int Maximum { get; }

    /// <summary>Mean and sum of squared differences from it.</summary>
    public int Moments { get; }

    /// <summary>Event time, created time and bits of the last value.</summary>
    public int Last { get; }

    /// <summary>Words per tile.</summary>
    public int Stride { get; }

    public bool KeepsTexts => Parts.HasFlag(TileParts.Last) && Type == FeatureType.String;

    public long TileOf(FeatureTime time) => FloorDivide(time.Microseconds, Hop);

    /// <summary>Whether tiles of the other can be taken over as they are.</summary>
    public bool IsSameAs(TileLayout other) => this == other with { Slot = Slot };

    public override string ToString() => FormattableString.Invariant($"{Field}:{Type}:{Hop}:{(int)Parts}:{Precision}");

    public static long FloorDivide(long value, long divisor)
    {
        var (quotient, remainder) = Math.DivRem(value, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
