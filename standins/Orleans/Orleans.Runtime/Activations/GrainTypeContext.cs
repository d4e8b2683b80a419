using Orleans.Metadata;
using Orleans.Runtime.Observability;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Activations;

/// <summary>What all activations of one grain type share, computed once.</summary>
internal sealed class GrainTypeContext
{
    /// <summary>Gets the runtime of the silo.</summary>
    public required SiloRuntime Silo { get; init; }

    /// <summary>Gets the grain type.</summary>
    public required GrainType GrainType { get; init; }

    /// <summary>Gets the class of the grain.</summary>
    public required Type Class { get; init; }

    /// <summary>Gets the properties of the grain type in the manifest.</summary>
    public required GrainProperties Properties { get; init; }

    /// <summary>Gets how long an activation must be idle to be collected; infinite is never.</summary>
    public required TimeSpan CollectionAge { get; init; }

    /// <summary>Gets the placement strategy.</summary>
    public required PlacementStrategy Placement { get; init; }

    /// <summary>Gets whether activations are registered in the directory.</summary>
    public bool UsesDirectory => Placement.IsUsingGrainDirectory;

    /// <summary>Gets whether all requests may interleave.</summary>
    public required bool IsReentrant { get; init; }

    /// <summary>Gets the predicate that lets requests interleave.</summary>
    public required Func<object, IInvokable, bool>? MayInterleave { get; init; }

    /// <summary>Gets whether a request may pass others because of its type, not only because of its options.</summary>
    public bool MayInterleaveSometimes => MayInterleave is not null;

    /// <summary>Gets how many activations of a stateless worker there may be in a silo; 0 for other grains.</summary>
    public required int MaxLocalWorkers { get; init; }

    /// <summary>Gets whether idle stateless workers are removed early.</summary>
    public required bool RemoveIdleWorkers { get; init; }

    /// <summary>Gets from how many waiting requests further ones are refused; 0 is never.</summary>
    public required int MaxWaitingRequests { get; init; }

    /// <summary>Gets at how many waiting requests a warning is logged; 0 is never.</summary>
    public required int ManyWaitingRequests { get; init; }

    /// <summary>Gets the maker of grain objects.</summary>
    public required IGrainActivator Activator { get; init; }

    /// <summary>Gets the counter of activations of the class.</summary>
    public required GrainCounts.Counter Count { get; init; }

    /// <summary>Gets whether the class filters its own incoming calls.</summary>
    public bool FiltersItself { get; init; }

    /// <summary>Creates the grain object.</summary>
    public object CreateInstance(ActivationData activation) => Activator.CreateInstance(activation);

    /// <summary>Disposes the grain object.</summary>
    public ValueTask DisposeInstanceAsync(ActivationData activation) =>
        activation.GrainInstance is { } instance ? Activator.DisposeInstance(activation, instance) : default;
}
