namespace Orleans.Runtime.References;

/// <summary>The activation in whose turn the caller runs.</summary>
internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    /// <inheritdoc/>
    public IGrainContext GrainContext => RuntimeContext.Current!;
}
