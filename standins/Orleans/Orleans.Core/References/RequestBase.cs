using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Base of the generated request classes.</summary>
[SuppressReferenceTracking]
[SerializerTransparent]
public abstract class RequestBase : IRequest
{
    /// <inheritdoc/>
    public virtual bool IsCancellable => false;

    /// <inheritdoc/>
    public InvokeMethodOptions Options { get; protected set; }

    /// <inheritdoc/>
    public virtual int GetArgumentCount() => 0;

    /// <inheritdoc/>
    public void AddInvokeMethodOptions(InvokeMethodOptions options) => Options |= options;

    /// <inheritdoc/>
    public abstract ValueTask<Response> Invoke();

    /// <inheritdoc/>
    public abstract object GetTarget();

    /// <inheritdoc/>
    public abstract void SetTarget(ITargetHolder holder);

    /// <inheritdoc/>
    public virtual object GetArgument(int index)
        => throw new ArgumentOutOfRangeException(nameof(index), index, $"{GetInterfaceName()}.{GetMethodName()} takes no arguments.");

    /// <inheritdoc/>
    public virtual void SetArgument(int index, object value)
        => throw new ArgumentOutOfRangeException(nameof(index), index, $"{GetInterfaceName()}.{GetMethodName()} takes no arguments.");

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc/>
    public abstract string GetMethodName();

    /// <inheritdoc/>
    public abstract string GetInterfaceName();

    /// <inheritdoc/>
    public abstract string GetActivityName();

    /// <inheritdoc/>
    public abstract Type GetInterfaceType();

    /// <inheritdoc/>
    public abstract MethodInfo GetMethod();

    /// <inheritdoc/>
    public virtual TimeSpan? GetDefaultResponseTimeout() => null;

    /// <inheritdoc/>
    public virtual CancellationToken GetCancellationToken() => default;

    /// <inheritdoc/>
    public virtual bool TryCancel() => false;

    /// <inheritdoc/>
    public override string ToString() => IRequest.ToString(this);
}
