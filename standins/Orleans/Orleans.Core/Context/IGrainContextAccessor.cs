namespace Orleans.Runtime;

/// <summary>The activation in whose turn the caller runs.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The activation; null in code that runs outside one.</summary>
    IGrainContext GrainContext { get; }
}
