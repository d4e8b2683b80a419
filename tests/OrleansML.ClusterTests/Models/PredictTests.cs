using OrleansML.Learning.Mlp;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.ClusterTests.Models;

public sealed class PredictTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const string Input = "features";

    private static readonly MlpModel Network = MlpModel.Random([30, 64, 32, 1], seed: 1);

    [Fact]
    public async Task PredictAsync_PushedModel_GivesWhatTheNetworkGives()
    {
        var model = await PushAsync();
        var row = Row(seed: 7);
        var expected = new float[1];
        Network.Predict(row, expected);

        var prediction = await shared.Client.PredictAsync(model, Tensor.Create(Input, row, 1, 30));

        Assert.Equal(model, prediction.Model);
        Assert.Equal(1, prediction.Version);
        Assert.Equal([1L, 1L], prediction["output"].Shape);
        Assert.Equal(expected[0], prediction["output"].AsSpan<float>()[0], 1e-5f * Math.Abs(expected[0]));
    }

    [Fact]
    public async Task PredictAsync_ManyCallers_EachGetsItsOwnRows()
    {
        var model = await PushAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async seed =>
        {
            var rows = 1 + (seed % 3);
            var block = Enumerable.Range(0, rows).SelectMany(row => Row((seed * 10) + row)).ToArray();
            var expected = new float[rows];
            Network.Predict(block, expected);

            var prediction = await shared.Client.PredictAsync(model, Tensor.Create(Input, block, rows, 30));

            var answered = prediction.Outputs[0].AsSpan<float>().ToArray();
            Assert.Equal(expected.Length, answered.Length);
            for (var row = 0; row < rows; row++)
                Assert.Equal(expected[row], answered[row], 1e-5f * Math.Max(1, Math.Abs(expected[row])));
        }));
    }

    [Fact]
    public async Task PredictAsync_ReplicaWasDeactivated_FindsTheModelWarm()
    {
        var model = await PushAsync();
        var input = Tensor.Create(Input, Row(1), 1, 30);
        await shared.Client.PredictAsync(model, input);
        var answered = (await shared.Client.GetReplicasAsync(model))[0].Answered;

        await shared.Cluster.DeactivateAsync(shared.Grains.GetGrain<IModelGrain>(new ModelKey("cpu", model, 1, 0).ToString()));
        await shared.Client.PredictAsync(model, input);

        // The count belongs to the loaded model; a fresh load would start at zero.
        Assert.Equal(answered + 1, (await shared.Client.GetReplicasAsync(model))[0].Answered);
    }

    [Fact]
    public async Task PredictAsync_UnknownModel_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<OrleansMLException>(() => shared.Client.PredictAsync("nobody", Tensor.Create("x", [1f])).AsTask());

        Assert.Equal(ErrorCode.ModelNotFound, error.Code);
        Assert.Equal("Request for unknown model: 'nobody' is not found", error.Message);
    }

    [Fact]
    public async Task PredictAsync_UnknownVersion_ListsThoseThereAre()
    {
        var model = await PushAsync();

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => shared.Client.PredictAsync(model, Request(), version: 9).AsTask());

        Assert.Equal(ErrorCode.VersionNotFound, error.Code);
        Assert.Equal($"Model '{model}' has no version 9; it has 1.", error.Message);
    }

    [Fact]
    public async Task PredictAsync_BadTensors_KeepsServing()
    {
        var model = await PushAsync();

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => shared.Client.PredictAsync(model, Tensor.Create(Input, new double[30], 1, 30)).AsTask());
        var prediction = await shared.Client.PredictAsync(model, Request());

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Equal(
            $"The request does not fit model '{model}' version 1: Input 'features' has data type FP64; the model expects FP32.", error.Message);
        Assert.Single(prediction.Outputs);
    }

    [Fact]
    public async Task PredictAsync_TimeIsUpBeforeADeviceIsFree_SaysSo()
    {
        var model = await PushAsync();

        var error = await Assert.ThrowsAsync<OrleansMLException>(
            () => shared.Client.PredictAsync(model, Request() with { Timeout = TimeSpan.Zero }).AsTask());

        Assert.Equal(ErrorCode.DeadlineExceeded, error.Code);
        Assert.Contains("0 ms were allowed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PredictAsync_CancelledBefore_IsCancelled()
    {
        var model = await PushAsync();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => shared.Client.PredictAsync(model, Request(), cancellationToken: cancellation.Token).AsTask());
    }

    private async Task<string> PushAsync()
    {
        var model = shared.NewModelName();
        await shared.Client.Registry.PushAsync(model, new MemoryStream(Network.ToOnnx(Input)));
        return model;
    }

    private static PredictRequest Request() => new() { Inputs = [Tensor.Create(Input, Row(1), 1, 30)] };

    private static float[] Row(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 30).Select(_ => random.NextSingle())];
    }
}
