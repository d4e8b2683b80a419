namespace TorchSharp;

/// <summary>
/// Disposes the tensors made while it is the innermost scope of its thread, except those that were moved or detached.
/// A scope is opened, used and disposed on one thread.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly HashSet<IDisposable> _items = new(ReferenceEqualityComparer.Instance);
    private DisposeScopeManager? _manager;

    internal DisposeScope(DisposeScopeManager manager)
    {
        _manager = manager;
        Outer = manager.Current;
    }

    /// <summary>What the scope will dispose, as a copy.</summary>
    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            _ = Open;
            return [.. _items];
        }
    }

    /// <summary>How many objects the scope will dispose.</summary>
    public int DisposablesCount
    {
        get
        {
            _ = Open;
            return _items.Count;
        }
    }

    internal DisposeScope? Outer { get; set; }

    private DisposeScopeManager Open => _manager ?? throw new ObjectDisposedException(typeof(DisposeScope).FullName);

    /// <summary>Moves a tensor to the scope around this one; out of all scopes where there is none.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(Outer, disposable);

    /// <summary>Moves tensors to the scope around this one; out of all scopes where there is none.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Moves tensors to the scope around this one; out of all scopes where there is none.</summary>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Moves tensors to the scope around this one; out of all scopes where there is none.</summary>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(Outer, (IEnumerable<IDisposable>)disposables);

    /// <summary>Moves tensors to the scope around this one; out of all scopes where there is none.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(Outer, disposables);

    /// <summary>Moves a tensor to another scope; out of all scopes for none.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        Move(scope, disposable);
        return disposable;
    }

    /// <summary>Moves tensors to another scope; out of all scopes for none.</summary>
    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) =>
        MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    /// <summary>Moves tensors to another scope; out of all scopes for none.</summary>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        _ = Open;
        foreach (var disposable in disposables)
            Move(scope, disposable);
    }

    /// <summary>Takes a tensor out of all scopes.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable => MoveToOther(null, disposable);

    /// <summary>Takes tensors out of all scopes.</summary>
    public void Detach(params IDisposable[] disposables) => MoveToOther(null, (IEnumerable<IDisposable>)disposables);

    /// <summary>Takes tensors out of all scopes.</summary>
    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

    /// <summary>Brings a tensor into this scope.</summary>
    /// <exception cref="InvalidOperationException">Not a tensor.</exception>
    public void Attach(IDisposable disposable) => Adopt(disposable);

    /// <summary>Brings tensors into this scope.</summary>
    /// <exception cref="InvalidOperationException">Not all are tensors.</exception>
    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <summary>Brings tensors into this scope and returns them.</summary>
    /// <exception cref="InvalidOperationException">Not all are tensors.</exception>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        IReadOnlyList<IDisposable> all = [.. disposables];
        foreach (var disposable in all)
            Adopt(disposable);
        return all;
    }

    /// <summary>Disposes everything in the scope, which stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut(Array.Empty<IDisposable>());

    /// <summary>Disposes everything in the scope except the given objects.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        _ = Open;
        var kept = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);

        // Disposal removes an object from the set.
        foreach (var item in _items.Where(item => !kept.Contains(item)).ToArray())
            item.Dispose();
    }

    /// <summary>Disposes everything in the scope except the given objects.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <summary>Disposes everything in the scope except one object, and returns that.</summary>
    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    /// <summary>Whether the scope will dispose an object.</summary>
    public bool Contains(IDisposable disposable) => _items.Contains(disposable);

    /// <summary>Forgets an object that was disposed by others.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        _ = Open;
        Remove(disposable);
    }

    /// <summary>Disposes everything in the scope and closes it.</summary>
    public void Dispose()
    {
        if (_manager is not { } manager)
            return;
        DisposeEverything();
        manager.Close(this);
        _manager = null;
    }

    internal void Add(torch.Tensor tensor) => _items.Add(tensor);

    // A finalizer may come from another thread long after the scope was closed.
    internal void Remove(IDisposable disposable)
    {
        _items.Remove(disposable);
        if (disposable is torch.Tensor tensor)
            tensor.OwningDisposeScope = null;
    }

    private void Move(DisposeScope? scope, IDisposable disposable)
    {
        var manager = Open;
        if (scope == this || !_items.Contains(disposable))
            return;
        Remove(disposable);
        if (scope is not null)
            scope.Take((torch.Tensor)disposable);
        else
            manager.Tensors.DetachedFromScopeCount++;
    }

    private void Adopt(IDisposable disposable)
    {
        var manager = Open;
        if (disposable is not torch.Tensor tensor)
            throw new InvalidOperationException("DisposeScope can only manage Tensor or PackedSequence");
        if (tensor.OwningDisposeScope == this)
            return;
        tensor.OwningDisposeScope?.Remove(tensor);
        Take(tensor);
        manager.Tensors.AttachedToScopeCount++;
    }

    private void Take(torch.Tensor tensor)
    {
        _items.Add(tensor);
        tensor.OwningDisposeScope = this;
    }
}
