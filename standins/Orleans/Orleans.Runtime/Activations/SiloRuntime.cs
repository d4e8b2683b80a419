using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.GrainReferences;
using Orleans.Runtime.Directory;
using Orleans.Runtime.Filters;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Observability;
using Orleans.Runtime.Scheduling;
using Orleans.Serialization.Cloning;

namespace Orleans.Runtime.Activations;

/// <summary>The services of the silo that every activation uses, gathered so that an activation needs one field for all of them.</summary>
internal sealed class SiloRuntime
{
    /// <summary>Gets the services of the silo.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Gets the details of the silo.</summary>
    public required ILocalSiloDetails Silo { get; init; }

    /// <summary>Gets the catalog of activations.</summary>
    public required Catalog Catalog { get; init; }

    /// <summary>Gets the grain directory.</summary>
    public required GrainLocator Locator { get; init; }

    /// <summary>Gets the messaging of the silo.</summary>
    public required SiloMessageCenter Messages { get; init; }

    /// <summary>Gets the scheduling settings.</summary>
    public required SchedulingMonitor Scheduling { get; init; }

    /// <summary>Gets the messaging settings.</summary>
    public required SiloMessagingOptions Messaging { get; init; }

    /// <summary>Gets the collection settings.</summary>
    public required GrainCollectionOptions Collection { get; init; }

    /// <summary>Gets the maker of references.</summary>
    public required GrainReferenceActivator References { get; init; }

    /// <summary>Gets the services that grains have at hand.</summary>
    public required IGrainRuntime GrainRuntime { get; init; }

    /// <summary>Gets the filters of incoming calls.</summary>
    public required IncomingFilters Filters { get; init; }

    /// <summary>Gets the clock of activation management.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Gets the pool of copy contexts.</summary>
    public required CopyContextPool CopyContexts { get; init; }

    /// <summary>Gets the instruments.</summary>
    public required RuntimeInstruments Instruments { get; init; }

    /// <summary>Gets the logger of activations.</summary>
    public required ILogger<Catalog> Logger { get; init; }
}
