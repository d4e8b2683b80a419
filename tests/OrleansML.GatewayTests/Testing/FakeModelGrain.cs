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

    private bool _warm;

    private ModelKey Key => ModelKey.Parse(this.GetPrimaryKeyString());

    public async ValueTask<PredictReply> Predict(PredictRequest request, CancellationToken cancellationToken = default)
    {
        var model = Key.Model;
        LastRequests[model] = request;
        if (model.StartsWith(FakeModels.Fails, StringComparison.Ordinal))
            throw new OrleansMLException(Enum.Parse<ErrorCode>(model[FakeModels.Fails.Length..]), $"Scripted failure of '{model}'.");
        if (model == FakeModels.Crash)
            throw new InvalidOperationException("a secret of the inside");
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
        };
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
        Ready = _warm || Key.Model != FakeModels.Loading,
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
            await Task.Delay(TimeSpan.FromSeconds(20), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            cancelled.TrySetResult();
            throw;
        }
    }
}
