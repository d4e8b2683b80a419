namespace Orleans;

/// <summary>A call on its way out of a grain or client.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    IGrainContext? SourceContext { get; }
}
