using Orleans.CodeGeneration;
using Orleans.Runtime.Messaging;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Filters;

/// <summary>The filters of outgoing calls of this process, in the order of their registration.</summary>
internal sealed class OutgoingFilters(IEnumerable<IOutgoingGrainCallFilter> filters)
{
    private readonly IOutgoingGrainCallFilter[] _filters = [.. filters];

    /// <summary>Gets whether calls through a reference pass any filter; calls between parts of the runtime do not.</summary>
    public bool AreNeeded(GrainReference reference) => _filters.Length > 0 && !reference.GrainId.Type.IsSystemTarget();

    /// <summary>Makes a call that returns a result through the filters.</summary>
    public async ValueTask<T?> InvokeAsync<T>(RuntimeClient client, GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var context = new OutgoingCallContext(client, reference, request, options, _filters);
        await context.Invoke().ConfigureAwait(false);
        return context.Response switch
        {
            null => default,
            Response<T> typed => typed.TypedResult,
            var other => (T?)other.Result,
        };
    }

    /// <summary>Makes a call that returns nothing through the filters.</summary>
    public async ValueTask InvokeAsync(RuntimeClient client, GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var context = new OutgoingCallContext(client, reference, request, options, _filters);
        await context.Invoke().ConfigureAwait(false);
        context.Response?.ThrowIfExceptionResponse();
    }

    /// <summary>Makes a one-way call through the filters; nobody learns what a filter throws.</summary>
    public void InvokeOneWay(RuntimeClient client, GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        new OutgoingCallContext(client, reference, request, options | InvokeMethodOptions.OneWay, _filters).Invoke().Ignore();
}
