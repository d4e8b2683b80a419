using Orleans.CodeGeneration;
using Orleans.GrainReferences;
using Orleans.Runtime.Filters;
using Orleans.Runtime.Manifest;
using Orleans.Runtime.Messaging;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.References;

/// <summary>Carries out the calls that are made on references.</summary>
internal sealed class GrainReferenceRuntime(RuntimeClient client, OutgoingFilters filters, GrainReferenceActivator references, GrainNames names)
    : IGrainReferenceRuntime
{
    /// <inheritdoc/>
    public ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        if (filters.AreNeeded(reference))
        {
            return filters.InvokeAsync<T>(client, reference, request, options);
        }

        var completion = ResponseCompletionSourcePool.Get<T>();
        client.Send(reference, request, completion, options);
        return completion.AsValueTask();
    }

    /// <inheritdoc/>
    public ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var isOneWay = (options & InvokeMethodOptions.OneWay) != 0;
        if (filters.AreNeeded(reference))
        {
            return filters.InvokeAsync(client, reference, request, options);
        }

        if (isOneWay)
        {
            client.Send(reference, request, null, options);
            return default;
        }

        var completion = ResponseCompletionSourcePool.Get();
        client.Send(reference, request, completion, options);
        return completion.AsVoidValueTask();
    }

    /// <inheritdoc/>
    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        if (filters.AreNeeded(reference))
        {
            filters.InvokeOneWay(client, reference, request, options);
        }
        else
        {
            client.Send(reference, request, null, options);
        }
    }

    /// <inheritdoc/>
    public object Cast(IAddressable grain, Type interfaceType)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentNullException.ThrowIfNull(interfaceType);
        return interfaceType.IsInstanceOfType(grain) && grain is GrainReference
            ? grain
            : references.CreateReference(grain.GetGrainId(), names.GetInterfaceType(interfaceType));
    }
}
