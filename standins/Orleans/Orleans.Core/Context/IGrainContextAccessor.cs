namespace Orleans.Runtime;

/// <summary>The activation in whose turn the caller runs.</summary>
public interface IGrainContextAccessor
{
    IGrainContext GrainContext { get; }
}
