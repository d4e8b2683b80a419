namespace OrleansML.Conformance.Lifetime;

public sealed class ThrowingConstructorGrain : Grain, IThrowingConstructorGrain
{
    public ThrowingConstructorGrain() => throw new InvalidOperationException("no such model on this silo");

    public Task Ping() => Task.CompletedTask;
}

public sealed class FailsFirstActivationGrain : Grain, IFailsFirstActivationGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        Journal.Write(key, "attempt");
        return Journal.Read(key).Length == 1
            ? throw new InvalidOperationException("the first activation fails")
            : Task.CompletedTask;
    }

    public Task<int> GetAttempts() => Task.FromResult(Journal.Read(this.GetPrimaryKeyString()).Length);
}

public sealed class FailsDeactivationGrain : Grain, IFailsDeactivationGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("the deactivation fails");

    public Task<Guid> GetActivation() => Task.FromResult(_activation);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
