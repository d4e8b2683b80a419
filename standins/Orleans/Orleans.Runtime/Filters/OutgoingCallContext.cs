using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Runtime.Messaging;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Filters;

/// <summary>A call on its way through the filters of the caller.</summary>
internal sealed class OutgoingCallContext(
    RuntimeClient client, GrainReference reference, IInvokable request, InvokeMethodOptions options, IOutgoingGrainCallFilter[] filters)
    : IOutgoingGrainCallContext
{
    private int _stage;

    /// <inheritdoc/>
    public IInvokable Request => request;

    /// <inheritdoc/>
    public object Grain => reference;

    /// <inheritdoc/>
    public IGrainContext? SourceContext { get; } = RuntimeContext.Current;

    /// <inheritdoc/>
    public GrainId? SourceId => SourceContext?.GrainId;

    /// <inheritdoc/>
    public GrainId TargetId => reference.GrainId;

    /// <inheritdoc/>
    public GrainInterfaceType InterfaceType => reference.InterfaceType;

    /// <inheritdoc/>
    public string InterfaceName => request.GetInterfaceName();

    /// <inheritdoc/>
    public string MethodName => request.GetMethodName();

    /// <inheritdoc/>
    public MethodInfo InterfaceMethod => request.GetMethod();

    /// <inheritdoc/>
    public Response? Response { get; set; }

    /// <inheritdoc/>
    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    /// <inheritdoc/>
    public Task Invoke() => _stage < filters.Length ? filters[_stage++].Invoke(this) : SendAsync();

    private async Task SendAsync()
    {
        if ((options & InvokeMethodOptions.OneWay) != 0)
        {
            client.Send(reference, request, null, options);
            Response = Response.Completed;
            return;
        }

        var completion = ResponseCompletionSourcePool.Get();
        client.Send(reference, request, completion, options);
        Response = await completion.AsValueTask();
    }
}
