namespace Orleans.Runtime.Filters;

/// <summary>A filter of outgoing calls given as a delegate.</summary>
internal sealed class OutgoingDelegateFilter(OutgoingGrainCallFilterDelegate filter) : IOutgoingGrainCallFilter
{
    /// <inheritdoc/>
    public Task Invoke(IOutgoingGrainCallContext context) => filter(context);
}
