using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Base of the generated request classes.</summary>
[SuppressReferenceTracking]
[SerializerTransparent]
public abstract class RequestBase : IRequest
{
    public virtual bool IsCancellable => false;

    public InvokeMethodOptions Options { get; protected set; }

    public virtual int GetArgumentCount() => 0;

    public void AddInvokeMethodOptions(InvokeMethodOptions options) => Options |= options;

    public abstract ValueTask<Response> Invoke();

    public abstract object GetTarget();

    public abstract void SetTarget(ITargetHolder holder);

    public virtual object GetArgument(int index)
        => throw new ArgumentOutOfRangeException(nameof(index), index, $"{GetInterfaceName()}.{GetMethodName()} takes no arguments.");

    public virtual void SetArgument(int index, object value)
        => throw new ArgumentOutOfRangeException(nameof(index), index, $"{GetInterfaceName()}.{GetMethodName()} takes no arguments.");

    public abstract void Dispose();

    public abstract string GetMethodName();

    public abstract string GetInterfaceName();

    public abstract string GetActivityName();

    public abstract Type GetInterfaceType();

    public abstract MethodInfo GetMethod();

    public virtual TimeSpan? GetDefaultResponseTimeout() => null;

    public virtual CancellationToken GetCancellationToken() => default;

    public virtual bool TryCancel() => false;

    public override string ToString() => IRequest.ToString(this);
}
