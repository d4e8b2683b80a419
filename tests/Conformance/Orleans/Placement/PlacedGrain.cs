using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;

namespace OrleansML.Conformance.Placement;

public abstract class PlacedGrain : Grain, IPlacedGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Journal.Write(Key, $"activate {GetType().Name}");
        return Task.CompletedTask;
    }

    public Task<SiloAddress> GetSilo() => Task.FromResult(ServiceProvider.GetRequiredService<ILocalSiloDetails>().SiloAddress);

    public Task<Guid> GetActivation() => Task.FromResult(_activation);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<SiloAddress> GetSiloOf(IPlacedGrain other) => other.GetSilo();

    public Task Throw() => throw new InvalidOperationException(Key);

    public Task ThrowIn(IPlacedGrain other) => other.Throw();

    public async Task WaitUntilCancelled(CancellationToken cancellationToken)
    {
        Journal.Write(Key, "started");
        await Task.Delay(Wait.Deadline, cancellationToken).ContinueWith(static _ => { }, TaskScheduler.Current);
        Journal.Write(Key, cancellationToken.IsCancellationRequested ? "cancelled" : "not cancelled");
    }

    public Task PassGate(string name)
    {
        Journal.Write(Key, "waiting");
        return Gate.PassAsync(name);
    }

    public Task WaitIn(IPlacedGrain other, CancellationToken cancellationToken) => other.WaitUntilCancelled(cancellationToken);
}

public sealed class DefaultPlacedGrain : PlacedGrain, IDefaultPlacedGrain;

[RandomPlacement]
public sealed class RandomPlacedGrain : PlacedGrain, IRandomPlacedGrain;

[PreferLocalPlacement]
public sealed class PreferLocalPlacedGrain : PlacedGrain, IPreferLocalPlacedGrain;

[HashBasedPlacement]
public sealed class HashPlacedGrain : PlacedGrain, IHashPlacedGrain;

[StatelessWorker]
public sealed class StatelessPlacedGrain : PlacedGrain, IStatelessPlacedGrain;

[Immovable]
public sealed class ImmovablePlacedGrain : PlacedGrain, IImmovablePlacedGrain;

[PoolFilter("gpu")]
public sealed class GpuPlacedGrain : PlacedGrain, IGpuPlacedGrain;

[PoolFilter("tpu")]
public sealed class NowherePlacedGrain : PlacedGrain, INowherePlacedGrain;

[PoolFilter(PoolFilterStrategy.PoolInKey)]
[RandomPlacement]
public sealed class PoolInKeyPlacedGrain : PlacedGrain, IPoolInKeyPlacedGrain;

[NamedSiloPlacement]
public sealed class NamedSiloPlacedGrain : PlacedGrain, INamedSiloPlacedGrain
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Write(this.GetPrimaryKeyString(), $"deactivate {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}
