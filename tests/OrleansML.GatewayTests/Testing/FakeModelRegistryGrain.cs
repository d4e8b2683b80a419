using OrleansML.Registry;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeModelRegistryGrain : Grain, IModelRegistryGrain
{
    private readonly List<RegistryEvent> _history = [];
    private ServingSnapshot _snapshot = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _snapshot = FakeModels.Initial(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public Task<ModelVersion> Register(RegisterModelRequest request, CancellationToken cancellationToken = default)
    {
        switch (request.Pool)
        {
            case "none":
                throw new OrleansMLException(ErrorCode.NoMatchingPool, "No silo has pool 'none'.");
            case "small":
                throw new OrleansMLException(ErrorCode.OverMemoryBudget, "The model needs more than pool 'small' allows.");
            case "invalid":
                throw new OrleansMLException(ErrorCode.InvalidModel, "Not a model: the file has no ONNX header.");
        }

        var number = request.Version ?? _snapshot.Versions.Length + 1;
        if (_snapshot.Find(number) is { } known)
        {
            return known.Artifact == request.Artifact
                ? Task.FromResult(known)
                : throw new OrleansMLException(ErrorCode.Conflict, $"Version {number} holds another package.");
        }

        var version = FakeModels.Version(number) with
        {
            Artifact = request.Artifact,
            Signature = request.Signature,
            Description = FakeModels.Version(number).Description with { Pool = request.Pool ?? "cpu", Summary = request.Manifest ?? "" },
        };
        _snapshot = _snapshot with
        {
            Revision = _snapshot.Revision + 1,
            Champion = Math.Max(_snapshot.Champion, 1),
            Versions = [.. _snapshot.Versions, version],
        };
        Record("registered", number, "pushed");
        return Task.FromResult(version);
    }

    public Task<ServingSnapshot> Promote(int version, string reason, Guid operation, CancellationToken cancellationToken = default)
    {
        if (_snapshot.Find(version) is null)
            throw new OrleansMLException(ErrorCode.VersionNotFound, $"Model '{_snapshot.Model}' has no version {version}.");

        _snapshot = _snapshot with { Revision = _snapshot.Revision + 1, Champion = version };
        Record("promoted", version, reason);
        return Task.FromResult(_snapshot);
    }

    public Task<ServingSnapshot> SetAlias(SetAliasRequest request, CancellationToken cancellationToken = default)
    {
        AliasName.Require(request.Name);
        if (request.Version is not { } version || _snapshot.Find(version) is null)
            throw new OrleansMLException(ErrorCode.VersionNotFound, $"Model '{_snapshot.Model}' has no version {request.Version}.");

        _snapshot = _snapshot with { Revision = _snapshot.Revision + 1, Aliases = [new ModelAlias(request.Name, version)] };
        Record("aliased", version, request.Reason);
        return Task.FromResult(_snapshot);
    }

    public Task<ServingSnapshot> Deploy(DeployRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<VersionAtTime> VersionAt(string alias, DateTimeOffset time) => Task.FromResult(
        new VersionAtTime { Name = alias, Time = time, Version = _snapshot.VersionOf(alias), Move = _history.LastOrDefault() });

    public Task<ServingSnapshot> GetSnapshot() => Task.FromResult(_snapshot);

    public Task<ServingSnapshot> Subscribe(IServingObserver observer) => GetSnapshot();

    public Task Unsubscribe(IServingObserver observer) => Task.CompletedTask;

    public Task<RegistryEvent[]> GetHistory() => Task.FromResult(_history.ToArray());

    private void Record(string action, int version, string reason) => _history.Add(new RegistryEvent
    {
        Revision = _snapshot.Revision,
        At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Action = action,
        Version = version,
        Reason = reason,
        Hash = new string('c', 64),
    });
}
