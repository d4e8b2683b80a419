namespace OrleansML.Benchmarks.Cluster;

/// <summary>A cost of one silo that grows linearly with the number of silos.</summary>
/// <param name="Fixed">The part that does not depend on the size.</param>
/// <param name="PerSilo">What each silo of the cluster adds.</param>
internal readonly record struct LinearCost(double Fixed, double PerSilo)
{
    /// <summary>The line through two measured points.</summary>
    public static LinearCost Through((int Silos, double Cost) small, (int Silos, double Cost) large)
    {
        var slope = (large.Cost - small.Cost) / (large.Silos - small.Silos);
        return new LinearCost(small.Cost - (slope * small.Silos), slope);
    }

    public double At(int silos) => Fixed + (PerSilo * silos);
}
