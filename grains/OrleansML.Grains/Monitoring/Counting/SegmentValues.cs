namespace OrleansML.Grains.Monitoring;

/// <summary>Texts of the values of 1 to 3 columns.</summary>
internal readonly record struct SegmentValues(string First, string? Second, string? Third)
{
    public IReadOnlyList<string> All => Third is not null ? [First, Second!, Third] : Second is not null ? [First, Second] : [First];
}
