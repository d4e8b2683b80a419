namespace TorchSharp;

/// <summary>The dispose scopes of a thread. They nest; none may be open across an <c>await</c>.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? ThreadInstance;

    private readonly ThreadDisposeScopeStatistics _statistics = new();

    private DisposeScopeManager()
    {
    }

    /// <summary>What this thread has made and disposed.</summary>
    public static ThreadDisposeScopeStatistics Statistics => OfThread._statistics;

    internal static DisposeScopeManager OfThread => ThreadInstance ??= new DisposeScopeManager();

    internal LifetimeStatistics Tensors => _statistics.TensorStatistics;

    internal DisposeScope? Current { get; private set; }

    internal DisposeScope Open() => Current = new DisposeScope(this);

    internal void Close(DisposeScope scope)
    {
        if (Current == scope)
        {
            Current = scope.Outer;
            return;
        }

        // Closed out of order: the scopes inside go on without it.
        for (var inner = Current; inner is not null; inner = inner.Outer)
        {
            if (inner.Outer == scope)
            {
                inner.Outer = scope.Outer;
                return;
            }
        }
    }

    internal DisposeScope? Register(torch.Tensor tensor)
    {
        if (Current is not { } scope)
        {
            Tensors.CreatedOutsideScopeCount++;
            return null;
        }

        Tensors.CreatedInScopeCount++;
        scope.Add(tensor);
        return scope;
    }

    internal void CountDisposal(bool inScope)
    {
        if (inScope)
            Tensors.DisposedInScopeCount++;
        else
            Tensors.DisposedOutsideScopeCount++;
    }
}
