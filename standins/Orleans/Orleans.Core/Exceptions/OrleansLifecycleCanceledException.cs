namespace Orleans.Runtime;

/// <summary>A lifecycle was cancelled before it had started.</summary>
[GenerateSerializer]
public sealed class OrleansLifecycleCanceledException : OrleansException
{
    internal OrleansLifecycleCanceledException(string message)
        : base(message)
    {
    }
}
