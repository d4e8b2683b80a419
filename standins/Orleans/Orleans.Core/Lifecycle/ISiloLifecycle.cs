namespace Orleans.Runtime;

/// <summary>The lifecycle of a silo.</summary>
public interface ISiloLifecycle : ILifecycleObservable
{
    /// <summary>The last stage reached on the way up; <see cref="int.MinValue"/> before the first.</summary>
    int HighestCompletedStage { get; }

    /// <summary>The last stage left on the way down; <see cref="int.MaxValue"/> before the first.</summary>
    int LowestStoppedStage { get; }
}
