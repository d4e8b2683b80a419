using Orleans.GrainReferences;
using Orleans.Runtime.Scheduling;

namespace Orleans.Runtime.Targets;

/// <summary>What local targets need.</summary>
/// <param name="Services">The services of the process.</param>
/// <param name="Scheduling">The scheduling settings.</param>
/// <param name="References">The maker of references.</param>
/// <param name="Responder">Takes outcomes back to callers.</param>
internal sealed record LocalTargetServices(
    IServiceProvider Services, SchedulingMonitor Scheduling, GrainReferenceActivator References, IResponder Responder);
