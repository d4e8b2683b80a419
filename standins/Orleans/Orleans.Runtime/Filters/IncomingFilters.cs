using Orleans.Runtime.Activations;
using Orleans.Runtime.Messaging;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Filters;

/// <summary>The filters of incoming calls of this silo, in the order of their registration.</summary>
internal sealed class IncomingFilters(IEnumerable<IIncomingGrainCallFilter> filters)
{
    private readonly IIncomingGrainCallFilter[] _filters = [.. filters];

    /// <summary>Gets whether calls to a grain type pass any filter.</summary>
    public bool AreNeeded(GrainTypeContext type) => _filters.Length > 0 || type.FiltersItself;

    /// <summary>Runs a request through the filters.</summary>
    public async ValueTask<Response> InvokeAsync(ActivationData activation, Message message)
    {
        var context = new IncomingCallContext(activation, message, _filters);
        try
        {
            await context.Invoke();
            return context.Response ?? Response.Completed;
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }
}
