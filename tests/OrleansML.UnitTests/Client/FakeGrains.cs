using System.Reflection;
using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.UnitTests.Client;

/// <summary>A cluster of scripted grains.</summary>
public class FakeGrains : DispatchProxy
{
    private Dictionary<string, object> _grains = [];

    public static IGrainFactory Create(FakeRegistry registry, params FakeReplica[] replicas)
    {
        var factory = Create<IGrainFactory, FakeGrains>();
        var grains = replicas.Select((replica, index) => ($"cpu/m/1/{index}", (object)replica)).Append(("m", registry));
        ((FakeGrains)(object)factory)._grains = grains.ToDictionary(grain => grain.Item1, grain => grain.Item2);
        registry.Replicas = replicas.Length;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IGrainFactory.GetGrain) => _grains[(string)args![0]!],
        nameof(IGrainFactory.CreateObjectReference) => args![0],
        var other => throw new NotSupportedException(other),
    };
}

/// <summary>A replica that does what the test says.</summary>
public sealed class FakeReplica(Func<int, Task<PredictReply>> answer) : IModelGrain
{
    private int _calls;

    public static PredictReply Reply { get; } = new() { Outputs = [], Model = "m", Version = 1, ComputeMicroseconds = 100 };

    public int Calls => Volatile.Read(ref _calls);

    public static FakeReplica Answering() => new(_ => Task.FromResult(Reply));

    public static FakeReplica Lost() => new(_ => Task.FromException<PredictReply>(new SiloUnavailableException("The silo is gone.")));

    public static FakeReplica Hanging() => new(_ => new TaskCompletionSource<PredictReply>().Task);

    public ValueTask<PredictReply> Predict(PredictRequest request, CancellationToken cancellationToken = default) =>
        new(answer(Interlocked.Increment(ref _calls)));

    public Task<EntityPredictReply> PredictEntities(EntityPredictRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No test predicts by entity here.");

    public Task<ModelReplicaStatus> Warm(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ModelReplicaStatus> GetStatus() => throw new NotSupportedException();
}

/// <summary>The registry of model "m", which has one version; it can be down.</summary>
public sealed class FakeRegistry : IModelRegistryGrain
{
    public int Replicas { get; set; }

    public long Revision { get; set; } = 1;

    public Func<int, Exception?> Failure { get; set; } = _ => null;

    public int Calls { get; private set; }

    public int Subscriptions { get; private set; }

    public IServingObserver? Observer { get; private set; }

    public Task<ServingSnapshot> GetSnapshot() =>
        Failure(++Calls) is { } failure ? Task.FromException<ServingSnapshot>(failure) : Task.FromResult(Snapshot());

    public Task<ServingSnapshot> Subscribe(IServingObserver observer)
    {
        Observer = observer;
        Subscriptions++;
        return GetSnapshot();
    }

    public Task Unsubscribe(IServingObserver observer) => Task.CompletedTask;

    public Task<RegistryEvent[]> GetHistory() => throw new NotSupportedException();

    public Task<ModelVersion> Register(RegisterModelRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ServingSnapshot> Promote(int version, string reason, Guid operation, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ServingSnapshot> SetAlias(SetAliasRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ServingSnapshot> Deploy(DeployRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<VersionAtTime> VersionAt(string alias, DateTimeOffset time) => throw new NotSupportedException();

    private ServingSnapshot Snapshot() => new()
    {
        Model = "m",
        Revision = Revision,
        Champion = 1,
        Versions =
        [
            new ModelVersion
            {
                Version = 1,
                Package = "",
                PackageBytes = 0,
                Artifact = "",
                RegisteredAt = default,
                Description = new ModelDescription
                {
                    Platform = "",
                    Inputs = [],
                    Outputs = [],
                    Pool = "cpu",
                    Replicas = Replicas,
                    MaximumBatchRows = 1,
                    MaximumBatchDelay = TimeSpan.Zero,
                    EstimatedBytes = 0,
                },
            },
        ],
    };
}
