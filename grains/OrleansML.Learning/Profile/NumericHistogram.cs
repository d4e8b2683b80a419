namespace OrleansML.Learning.Profile;

/// <summary>
/// Values in bins whose edges stay as they are, so that later values can be counted in the same ones and compared, for instance by the population
/// stability index.
/// </summary>
/// <param name="Edges">
/// Upper edges, ascending: the inner deciles without repetitions. Each belongs to the bin that it ends; the last bin has none, so that there is a bin for
/// every number.
/// </param>
/// <param name="Counts">Values in each bin, one more than there are edges.</param>
public sealed record NumericHistogram(IReadOnlyList<double> Edges, IReadOnlyList<long> Counts);
