namespace OrleansML.Learning.Monitoring;

/// <summary>A number that says how far two distributions lie apart. What exactly is computed depends on the <see cref="DriftProfile"/>.</summary>
public enum DriftMetric
{
    /// <summary>Population stability index: sum of (r - c) ln(r / c) over bins.</summary>
    PopulationStabilityIndex,

    /// <summary>Kolmogorov-Smirnov: the largest difference of the distribution functions. Numbers only.</summary>
    KolmogorovSmirnov,

    /// <summary>Chi-square test on counts.</summary>
    ChiSquare,

    /// <summary>Two-sided z test of two shares. At most two categories.</summary>
    ProportionZ,

    /// <summary>First Wasserstein distance: the area between the distribution functions. Numbers only.</summary>
    Wasserstein,

    /// <summary>Jensen-Shannon distance: the root of the divergence.</summary>
    JensenShannon,

    /// <summary>Kullback-Leibler divergence of the reference from the current window, in nats.</summary>
    KullbackLeibler,

    /// <summary>Hellinger distance, 0 to 1.</summary>
    Hellinger,

    /// <summary>The largest difference of two shares.</summary>
    LInfinity,
}
