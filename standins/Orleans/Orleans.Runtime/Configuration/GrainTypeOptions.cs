namespace Orleans.Configuration;

/// <summary>The grain classes and grain interfaces that a silo knows.</summary>
public class GrainTypeOptions
{
    /// <summary>Gets the grain classes that this silo can activate.</summary>
    public HashSet<Type> Classes { get; } = [];

    /// <summary>Gets the grain interfaces that this process knows.</summary>
    public HashSet<Type> Interfaces { get; } = [];
}
