using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call that returns nothing.</summary>
[Immutable]
public sealed class CompletedResponse : Response
{
    private CompletedResponse()
    {
    }

    public static CompletedResponse Instance { get; } = new();

    public override object? Result
    {
        get => null;
        set => throw new InvalidOperationException($"{nameof(CompletedResponse)} is shared and cannot hold the result {value}.");
    }

    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException($"{nameof(CompletedResponse)} is shared and cannot hold the exception {value}.");
    }

    public override T GetResult<T>() => default!;

    public override void Dispose()
    {
    }

    public override string ToString() => "[Completed]";

    internal override Response DeepCopy(CopyContext context) => this;
}
