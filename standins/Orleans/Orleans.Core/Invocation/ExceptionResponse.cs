using System.Runtime.ExceptionServices;
using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Invocation;

/// <summary>The failure of a call.</summary>
[Immutable]
public sealed class ExceptionResponse : Response
{
    /// <inheritdoc/>
    public override Exception? Exception { get; set; }

    /// <inheritdoc/>
    public override object? Result
    {
        get
        {
            Throw();
            return null;
        }

        set => throw new InvalidOperationException($"{nameof(ExceptionResponse)} holds an exception and cannot hold the result {value}.");
    }

    /// <inheritdoc/>
    public override T GetResult<T>()
    {
        Throw();
        return default!;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => Exception?.ToString() ?? "[null]";

    internal override Response DeepCopy(CopyContext context) => this;

    private void Throw()
    {
        if (Exception is { } exception) ExceptionDispatchInfo.Throw(exception);
    }
}
