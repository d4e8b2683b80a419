using System.Collections.Concurrent;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.GatewayTests.Testing;

internal sealed class FakeModelGrain : Grain, IModelGrain
{
    /// <summary>Completed when a request of model <see cref="FakeModels.Slow"/> arrived, then when it was cancelled; by input name.</summary>
    public static readonly ConcurrentDictionary<string, (TaskCompletionSource Arrived, TaskCompletionSource Cancelled)> SlowRequests = new();

    /// <summary>The last request of the model of that name.</summary>
    public static readonly ConcurrentDictionary<string, PredictRequest> LastRequests = new();

    /// <summary>The last request by entity or fields of the model of that name.</summary>
    public static readonly ConcurrentDictionary<string, EntityPredictRequest> LastEntityRequests = new();

    /// <summary>Completed when the request of model <see cref="FakeModels.Held"/> arrived.</summary>
    public static readonly TaskCompletionSource HeldArrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the request of model <see cref="FakeModels.Held"/> be answered.</summary>
    public static readonly TaskCompletionSource HeldReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The id of every prediction.</summary>
    public static readonly Guid PredictionId = Guid.Parse("0192f0c1-7c3e-7b6a-9d5e-1f2a3b4c5d6e");

    private bool _warm;
    private int _calls;

    private ModelKey Key => ModelKey.Parse(this.GetPrimaryKeyString());

    public async ValueTask<PredictReply> Predict(PredictRequest request, CancellationToken cancellationToken = default)
    {
        var model = Key.Model;
        LastRequests[model] = request;
        if (model.StartsWith(FakeModels.Fails, StringComparison.Ordinal))
            throw new OrleansMLException(Enum.Parse<ErrorCode>(model[FakeModels.Fails.Length..]), $"Scripted failure of '{model}'.");
        if (model == FakeModels.Crash)
            throw new InvalidOperationException("a secret of the inside");
        if (model == FakeModels.Flaky && ++_calls <= 3)
            throw new SiloUnavailableException("The silo is gone.");
        if (model == FakeModels.Held)
        {
            HeldArrived.TrySetResult();
            await HeldReleased.Task.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        }

        if (model == FakeModels.Slow)
            await WaitForCancellation(request, cancellationToken);

        return new PredictReply
        {
            Outputs = Select(request),
            Model = model,
            Version = Key.Version,
            QueueMicroseconds = 11,
            ComputeMicroseconds = 22,
            BatchRows = 3,
            PredictionId = PredictionId,
        };
    }

    public Task<EntityPredictReply> PredictEntities(EntityPredictRequest request, CancellationToken cancellationToken)
    {
        LastEntityRequests[Key.Model] = request;
        return Task.FromResult(new EntityPredictReply
        {
            Prediction = new PredictReply
            {
                Outputs = [Tensor.Create("row", [.. Enumerable.Range(0, request.Rows.Length).Select(static row => (float)row)], request.Rows.Length, 1)],
                Model = Key.Model,
                Version = Key.Version,
                QueueMicroseconds = 11,
                ComputeMicroseconds = 22,
                BatchRows = request.Rows.Length,
                PredictionId = PredictionId,
            },
            Features = [],
        });
    }

    public Task<ModelReplicaStatus> Warm(CancellationToken cancellationToken = default)
    {
        _warm = true;
        return GetStatus();
    }

    public Task<ModelReplicaStatus> GetStatus() => Task.FromResult(new ModelReplicaStatus
    {
        Key = Key.ToString(),
        Silo = "silo",
        Ready = _warm || Key.Model is not (FakeModels.Loading or FakeModels.Needed),
        Queued = 1,
        Answered = 2,
        Failed = 3,
        Batches = 4,
        Bytes = 5,
    });

    private static Tensor[] Select(PredictRequest request)
    {
        if (request.Outputs is not { } names)
            return request.Inputs;

        return [.. names.Select(name => request.Inputs.FirstOrDefault(tensor => tensor.Name == name) ?? throw new OrleansMLException(
            ErrorCode.InvalidRequest, $"Model 'echo' has no output '{name}'."))];
    }

    private static async Task WaitForCancellation(PredictRequest request, CancellationToken cancellationToken)
    {
        var (arrived, cancelled) = SlowRequests.GetOrAdd(request.Inputs[0].Name, _ => (new(), new()));
        arrived.TrySetResult();
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(1), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            cancelled.TrySetResult();
            throw;
        }
    }
}
