using System.Collections.Concurrent;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Cloning;

/// <summary>Keeps copy contexts for reuse.</summary>
public sealed class CopyContextPool : IDisposable
{
    private const int MaximumPooled = 256;

    private readonly ConcurrentQueue<CopyContext> _free = new();
    private readonly CodecProvider _codecProvider;
    private readonly Action<CopyContext> _return;
    private CopyContext? _last;

    /// <summary>Makes a pool.</summary>
    public CopyContextPool(CodecProvider codecProvider)
    {
        _codecProvider = codecProvider;
        _return = Return;
    }

    /// <summary>Takes a context; disposing it gives it back.</summary>
    public CopyContext GetContext()
        => Interlocked.Exchange(ref _last, null) ?? (_free.TryDequeue(out var context) ? context : new(_codecProvider, _return));

    /// <inheritdoc/>
    public void Dispose() => _free.Clear();

    private void Return(CopyContext context)
    {
        context.Reset();
        if (Interlocked.CompareExchange(ref _last, context, null) is not null && _free.Count < MaximumPooled) _free.Enqueue(context);
    }
}
