namespace Orleans.Runtime.Filters;

/// <summary>A filter of incoming calls given as a delegate.</summary>
internal sealed class IncomingDelegateFilter(IncomingGrainCallFilterDelegate filter) : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context) => filter(context);
}
