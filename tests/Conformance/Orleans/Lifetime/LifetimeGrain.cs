using Microsoft.Extensions.DependencyInjection;

namespace OrleansML.Conformance.Lifetime;

/// <summary>Writes every step of its life into the journal under its key.</summary>
public class LifetimeGrain : Grain, ILifetimeGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Journal.Write(Key, "activate");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Write(Key, $"deactivate {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Guid> GetActivation()
    {
        Journal.Write(Key, "call");
        return Task.FromResult(_activation);
    }

    public Task<SiloAddress> GetSilo() => Task.FromResult(ServiceProvider.GetRequiredService<ILocalSiloDetails>().SiloAddress);

    public Task<string[]> GetJournal() => Task.FromResult(Journal.Read(Key));

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<Guid> DeactivateAndPassGate()
    {
        DeactivateOnIdle();
        Journal.Write(Key, "asked");
        await Gate.PassAsync(Key);
        Journal.Write(Key, "passed");
        return _activation;
    }

    public Task Ping() => Task.CompletedTask;
}

[KeepAlive]
public sealed class KeptAliveGrain : LifetimeGrain, IKeptAliveGrain;

[CollectionAgeLimit(Minutes = 10)]
public sealed class LongAgedGrain : LifetimeGrain, ILongAgedGrain;

[CollectionAgeLimit(AlwaysActive = true)]
public sealed class AlwaysActiveGrain : LifetimeGrain, IAlwaysActiveGrain;
