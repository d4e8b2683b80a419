namespace OrleansML.Learning.Features.Windows;

/// <summary>What a tile keeps beside its number of values.</summary>
[Flags]
internal enum TileParts
{
    None = 0,
    Sum = 1,
    Minimum = 2,
    Maximum = 4,
    Moments = 8,
    Last = 16,
    Distinct = 32,
}
