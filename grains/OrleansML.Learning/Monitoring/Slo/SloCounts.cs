namespace OrleansML.Learning.Monitoring;

/// <summary>Requests that an objective judges, over any span of time. Counts of silos and of versions with different targets add up.</summary>
/// <param name="Requests">Requests that count.</param>
/// <param name="Bad">Those that missed the objective.</param>
/// <param name="Allowed">Those that might have: of each request, one less the target.</param>
internal readonly record struct SloCounts(long Requests, long Bad, double Allowed)
{
    /// <summary>
    /// How many times faster than allowed the error budget is spent: 1 spends it exactly over the period of the objective, 0 not at all. 0 without
    /// requests. Source: Site Reliability Workbook, chapter 5.
    /// </summary>
    public double BurnRate => Requests == 0 ? 0 : Bad / Allowed;

    public static SloCounts operator +(SloCounts one, SloCounts other) =>
        new(one.Requests + other.Requests, one.Bad + other.Bad, one.Allowed + other.Allowed);

    public static SloCounts operator -(SloCounts one, SloCounts other) =>
        new(one.Requests - other.Requests, one.Bad - other.Bad, one.Allowed - other.Allowed);
}
