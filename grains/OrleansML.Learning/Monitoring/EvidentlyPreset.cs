namespace OrleansML.Learning.Monitoring;

/// <summary>What Evidently does where nobody says otherwise.</summary>
public static class EvidentlyPreset
{
    /// <summary>Share of drifted columns from which on it calls a data set drifted.</summary>
    public const double DriftedColumnsShare = 0.5;

    private const long MostTestedCount = 1000;

    /// <summary>The metric it takes for a column.</summary>
    /// <param name="isNumeric">Whether the column has numbers.</param>
    /// <param name="referenceCount">Values of the reference.</param>
    /// <param name="distinct">Different values of reference and window together.</param>
    public static DriftMetric MetricOf(bool isNumeric, long referenceCount, long distinct)
    {
        var isContinuous = isNumeric && distinct > 5;
        if (referenceCount > MostTestedCount)
            return isContinuous ? DriftMetric.Wasserstein : DriftMetric.JensenShannon;

        return isContinuous ? DriftMetric.KolmogorovSmirnov : distinct > 2 ? DriftMetric.ChiSquare : DriftMetric.ProportionZ;
    }
}
