namespace OrleansML.Data.Monitoring;

/// <summary>What became of the labels of a batch.</summary>
/// <param name="Counted">The first of their prediction.</param>
/// <param name="Repeated">Those that say what the first said.</param>
/// <param name="Conflicting">Those that say something else.</param>
/// <param name="WasKnown">Whether the batch had come before.</param>
internal readonly record struct LabelCounts(int Counted, int Repeated, int Conflicting, bool WasKnown);
