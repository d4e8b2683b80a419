using Orleans.Runtime.Membership;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Reminders;

/// <summary>Knows which silo runs the reminders of a grain, as the membership is now.</summary>
internal sealed class ReminderOwners
{
    private readonly ILocalSiloDetails _silo;
    private volatile ReminderRing _ring;

    /// <summary>Initializes the owners.</summary>
    public ReminderOwners(MembershipManager membership, ILocalSiloDetails silo)
    {
        _silo = silo;
        _ring = new ReminderRing(membership.ActiveSilos);
        membership.Changed += (previous, current) =>
        {
            _ring = new ReminderRing(current.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress));
            Changed?.Invoke(previous, current);
        };
    }

    /// <summary>Raised after the ring has changed.</summary>
    public event Action<ClusterMembershipSnapshot, ClusterMembershipSnapshot>? Changed;

    /// <summary>Gets the ranges of the ring that belong to this silo.</summary>
    public List<(uint Begin, uint End)> LocalRanges => _ring.GetRanges(_silo.SiloAddress);

    /// <summary>Gets the silo that runs the reminders of a grain.</summary>
    public SiloAddress GetOwner(GrainId grainId) => _ring.GetOwner(grainId) ?? _silo.SiloAddress;

    /// <summary>Returns whether this silo runs the reminders of a grain.</summary>
    public bool IsLocal(GrainId grainId) => Equals(_ring.GetOwner(grainId), _silo.SiloAddress);

    /// <summary>Gets a reference to the reminder service that runs the reminders of a grain.</summary>
    public IReminderTarget GetTarget(IGrainFactory grains, GrainId grainId) =>
        grains.GetGrain<IReminderTarget>(SystemTargets.Create(ReminderService.TargetType, GetOwner(grainId)));
}
