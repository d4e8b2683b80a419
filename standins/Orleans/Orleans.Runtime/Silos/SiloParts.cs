using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Directory;
using Orleans.Runtime.Management;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Targets;

namespace Orleans.Runtime.Silos;

/// <summary>Starts the parts of the runtime at their stages of the silo lifecycle, and stops them in the opposite order.</summary>
internal sealed class SiloParts(
    IServiceProvider services,
    ILocalSiloDetails silo,
    SiloMessageCenter messages,
    SiloConnections connections,
    Gateway gateway,
    LocalTargets targets,
    RemoteDirectory directory,
    Catalog catalog,
    ActivationCollector collector,
    MembershipManager membership,
    MembershipAgent agent,
    ClusterDetails details,
    ShutdownDrain drain) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe("messaging", ServiceLifecycleStage.RuntimeInitialize, StartMessaging, StopMessagingAsync);
        lifecycle.Subscribe("membership", ServiceLifecycleStage.RuntimeGrainServices, agent.JoinAsync, LeaveAsync);
        lifecycle.Subscribe("active", ServiceLifecycleStage.BecomeActive, BecomeActiveAsync, AnnounceShutdownAsync);
        lifecycle.Subscribe("grains", ServiceLifecycleStage.GrainDeactivation, static _ => Task.CompletedTask, DeactivateGrainsAsync);
        lifecycle.Subscribe("gateway", ServiceLifecycleStage.Active, StartGateway, StopGateway);
    }

    private Task StartMessaging(CancellationToken cancellationToken)
    {
        var targetServices = services.GetRequiredService<LocalTargetServices>();
        targets.Add(new SystemTargetHost(SystemTargets.Create(RemoteDirectory.TargetType, silo.SiloAddress), silo.SiloAddress, directory, targetServices));
        targets.Add(new SystemTargetHost(
            SystemTargets.Create(SiloControl.TargetType, silo.SiloAddress), silo.SiloAddress, services.GetRequiredService<SiloControl>(), targetServices));
        foreach (var target in services.GetServices<SystemTargetRegistration>())
        {
            targets.Add(new SystemTargetHost(target.Id, silo.SiloAddress, target.Target, targetServices));
        }

        messages.Start();
        connections.Listen();
        return Task.CompletedTask;
    }

    private async Task StopMessagingAsync(CancellationToken cancellationToken)
    {
        gateway.Dispose();
        await messages.DisposeAsync().ConfigureAwait(false);
        connections.Dispose();
    }

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await agent.StopAsync().ConfigureAwait(false);
        if (membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress) != SiloStatus.Dead)
        {
            await membership.UpdateStatusAsync(SiloStatus.Dead, cancellationToken).ConfigureAwait(false);
            await drain.SayFarewellAsync().ConfigureAwait(false);
        }
    }

    private async Task BecomeActiveAsync(CancellationToken cancellationToken)
    {
        await details.WaitAsync(cancellationToken).ConfigureAwait(false);
        await agent.BecomeActiveAsync(cancellationToken).ConfigureAwait(false);
        collector.Start();
    }

    private async Task AnnounceShutdownAsync(CancellationToken cancellationToken)
    {
        // New activations go elsewhere from now on.
        await membership.UpdateStatusAsync(cancellationToken.IsCancellationRequested ? SiloStatus.Stopping : SiloStatus.ShuttingDown, cancellationToken).ConfigureAwait(false);
    }

    private async Task DeactivateGrainsAsync(CancellationToken cancellationToken)
    {
        await collector.DisposeAsync().ConfigureAwait(false);
        await catalog.DeactivateAllAsync(
            new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down."), cancellationToken).ConfigureAwait(false);
        await drain.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task StartGateway(CancellationToken cancellationToken)
    {
        gateway.Listen();
        return Task.CompletedTask;
    }

    private Task StopGateway(CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            gateway.Leave();
        }

        return Task.CompletedTask;
    }
}
