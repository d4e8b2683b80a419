using Orleans.Placement;

namespace OrleansML.Conformance.Directory;

[RandomPlacement]
internal sealed class WitnessGrain(ILocalSiloDetails silo) : Grain, IWitnessGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Activations.Enter(this.GetPrimaryKeyString(), _activation, silo.SiloAddress);
        await Task.Yield();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Activations.Leave(this.GetPrimaryKeyString(), _activation);
    }

    public async Task<string> Echo(int number)
    {
        await Task.Yield();
        return $"{this.GetPrimaryKeyString()}:{number}";
    }

    public Task<SiloAddress> GetSilo() => Task.FromResult(silo.SiloAddress);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string> EchoThrough(string other, int number) => GrainFactory.GetGrain<IWitnessGrain>(other).Echo(number);
}
