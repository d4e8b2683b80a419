namespace OrleansML.Silo;

/// <summary>What one process does in the cluster.</summary>
public enum SiloRole
{
    /// <summary>Holds grains and answers HTTP: the whole platform in one process.</summary>
    All,

    /// <summary>Holds grains; reached by other silos and by Orleans clients only.</summary>
    Silo,

    /// <summary>Answers HTTP as a client of silos elsewhere; holds no grains.</summary>
    Gateway,
}
