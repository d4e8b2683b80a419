using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call that returns nothing.</summary>
[Immutable]
public sealed class CompletedResponse : Response
{
    private CompletedResponse()
    {
    }

    /// <summary>The one instance.</summary>
    public static CompletedResponse Instance { get; } = new();

    /// <inheritdoc/>
    public override object? Result
    {
        get => null;
        set => throw new InvalidOperationException($"{nameof(CompletedResponse)} is shared and cannot hold the result {value}.");
    }

    /// <inheritdoc/>
    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException($"{nameof(CompletedResponse)} is shared and cannot hold the exception {value}.");
    }

    /// <inheritdoc/>
    public override T GetResult<T>() => default!;

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "[Completed]";

    internal override Response DeepCopy(CopyContext context) => this;
}
