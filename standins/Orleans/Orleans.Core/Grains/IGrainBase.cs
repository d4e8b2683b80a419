namespace Orleans;

/// <summary>What a grain class must offer; <see cref="Grain"/> does it for you.</summary>
public interface IGrainBase
{
    /// <summary>The activation of this grain object.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Called once, on the grain's scheduler, before the first request.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Called at most once, after the last request; it is not called when the process dies.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
