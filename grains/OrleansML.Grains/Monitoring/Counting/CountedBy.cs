namespace OrleansML.Grains.Monitoring;

/// <summary>Columns, or crossed columns, by whose values segments are kept apart.</summary>
/// <param name="Columns">1 to 3 columns.</param>
/// <param name="IsPrivate">Whether a value is private, so that no segment may be named after it; rows are not kept apart then.</param>
internal sealed record CountedBy(string[] Columns, bool IsPrivate);
