using Orleans.Invocation;

namespace Orleans.Runtime;

/// <summary>A call of a method that returns an asynchronous sequence; it is the sequence that the caller gets.</summary>
[ReturnValueProxy(nameof(InitializeRequest))]
[SuppressReferenceTracking]
public abstract class AsyncEnumerableRequest<T> : RequestBase, IAsyncEnumerable<T>, IAsyncEnumerableRequest<T>
{
    private GrainReference? _targetGrain;

    /// <inheritdoc/>
    [Id(0)]
    public int MaxBatchSize { get; set; } = 100;

    internal GrainReference TargetGrain
        => _targetGrain ?? throw new InvalidOperationException("The sequence was not returned by a grain reference.");

    /// <summary>Makes this request the sequence of a grain.</summary>
    public IAsyncEnumerable<T> InitializeRequest(GrainReference targetGrainReference)
    {
        _targetGrain = targetGrainReference;
        return this;
    }

    /// <inheritdoc/>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        => new AsyncEnumeratorProxy<T>(this, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<T> InvokeImplementation() => InvokeInner();

    /// <summary>Throws <see cref="NotSupportedException"/>, because a sequence is enumerated and not invoked.</summary>
    public override ValueTask<Response> Invoke()
        => throw new NotSupportedException("A sequence is enumerated through the grain extension, not invoked.");

    /// <summary>Calls the method of the grain; generated code implements it.</summary>
    protected abstract IAsyncEnumerable<T> InvokeInner();
}
