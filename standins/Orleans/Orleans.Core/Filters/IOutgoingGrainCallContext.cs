namespace Orleans;

/// <summary>A call on its way out of a grain or client.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that calls, or null outside one.</summary>
    IGrainContext? SourceContext { get; }
}
