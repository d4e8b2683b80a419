using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Messaging;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Filters;

/// <summary>A call on its way through the filters of the silo, the grain's own filter, and the grain.</summary>
internal sealed class IncomingCallContext(ActivationData activation, Message message, IIncomingGrainCallFilter[] filters) : IIncomingGrainCallContext
{
    private static readonly ConcurrentDictionary<(Type, MethodInfo), MethodInfo> Implementations = new();
    private int _stage;

    /// <inheritdoc/>
    public IInvokable Request => message.Request;

    /// <inheritdoc/>
    public object Grain => activation.GrainInstance!;

    /// <inheritdoc/>
    public GrainId? SourceId => message.SendingGrain.IsDefault ? null : message.SendingGrain;

    /// <inheritdoc/>
    public GrainId TargetId => activation.GrainId;

    /// <inheritdoc/>
    public GrainInterfaceType InterfaceType => message.InterfaceType;

    /// <inheritdoc/>
    public string InterfaceName => Request.GetInterfaceName();

    /// <inheritdoc/>
    public string MethodName => Request.GetMethodName();

    /// <inheritdoc/>
    public MethodInfo InterfaceMethod => Request.GetMethod();

    /// <inheritdoc/>
    public IGrainContext TargetContext => activation;

    /// <inheritdoc/>
    public MethodInfo ImplementationMethod => Implementations.GetOrAdd(
        (Grain.GetType(), InterfaceMethod), static key => FilterMethods.GetImplementation(key.Item1, key.Item2));

    /// <inheritdoc/>
    public Response? Response { get; set; }

    /// <inheritdoc/>
    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    /// <inheritdoc/>
    public Task Invoke()
    {
        var stage = _stage++;
        if (stage < filters.Length)
        {
            return filters[stage].Invoke(this);
        }

        return stage == filters.Length && activation.GrainInstance is IIncomingGrainCallFilter own ? own.Invoke(this) : InvokeMethodAsync();
    }

    private async Task InvokeMethodAsync()
    {
        Response = await Request.Invoke();
        Response.ThrowIfExceptionResponse();
    }
}
