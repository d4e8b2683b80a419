using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansML.Inference;
using OrleansML.Inference.Packages;
using OrleansML.Learning.Mlp;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.UnitTests.Inference;

public sealed class ModelHostTests
{
    private const long Budget = 5 << 20;

    private static readonly byte[] Onnx = MlpModel.Random([4, 8, 1], seed: 1).ToOnnx();

    [Fact]
    public async Task PredictAsync_ManyCallersAtOnce_LoadsOnce()
    {
        using var host = CreateHost();
        var opened = 0;
        var source = Source("a", estimatedBytes: 1, () => Interlocked.Increment(ref opened));

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => host.PredictAsync(source, Request()).AsTask()));

        Assert.Equal(1, opened);
        Assert.Equal(32, host.GetStatus(source.Id)!.Answered);
    }

    [Fact]
    public async Task PredictAsync_BudgetIsSpent_UnloadsTheLongestUnused()
    {
        using var host = CreateHost();
        var first = Source("first", 2 << 20);
        var second = Source("second", 2 << 20);
        var third = Source("third", 2 << 20);
        await host.WarmAsync(first);
        await host.WarmAsync(second);
        await host.PredictAsync(first, Request());

        await host.WarmAsync(third);

        Assert.NotNull(host.GetStatus(first.Id));
        Assert.Null(host.GetStatus(second.Id));
        Assert.NotNull(host.GetStatus(third.Id));
    }

    [Fact]
    public async Task PredictAsync_UnloadedModel_LoadsAgain()
    {
        using var host = CreateHost();
        var opened = 0;
        var first = Source("first", 3 << 20, () => opened++);
        await host.PredictAsync(first, Request());
        await host.WarmAsync(Source("second", 3 << 20));
        Assert.Null(host.GetStatus(first.Id));

        await host.PredictAsync(first, Request());

        Assert.Equal(2, opened);
    }

    [Fact]
    public async Task WarmAsync_ModelLargerThanTheBudget_NamesBothAndTheOption()
    {
        using var host = CreateHost();

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => host.WarmAsync(Source("big", 6 << 20)));

        Assert.Equal(ErrorCode.OverMemoryBudget, error.Code);
        Assert.Equal(
            "Model 'big' version 1 needs about 6291456 bytes; OrleansML:Inference:MemoryBudgetBytes on this silo is 5242880. "
            + "Raise it, or serve the model from another pool ('pool' in its manifest).",
            error.Message);
    }

    [Fact]
    public async Task WarmAsync_LoadFailedBefore_TriesAgain()
    {
        using var host = CreateHost();
        var opened = 0;
        var source = Source("a", 1, () =>
        {
            if (++opened == 1)
                throw new IOException("the disk is gone");
        });
        await Assert.ThrowsAsync<IOException>(() => host.WarmAsync(source));

        await host.WarmAsync(source);

        Assert.NotNull(host.GetStatus(source.Id));
    }

    [Fact]
    public async Task PredictAsync_RequestDoesNotFit_IsCountedAsFailed()
    {
        using var host = CreateHost();
        var source = Source("a", 1);

        await Assert.ThrowsAsync<OrleansMLException>(
            () => host.PredictAsync(source, new PredictRequest { Inputs = [Tensor.Create("features", new float[3], 1, 3)] }).AsTask());

        Assert.Equal(1, host.GetStatus(source.Id)!.Failed);
    }

    [Fact]
    public async Task PredictAsync_AfterDispose_IsRefused()
    {
        var host = CreateHost();
        var source = Source("a", 1);
        await host.WarmAsync(source);

        host.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => host.PredictAsync(source, Request()).AsTask());
    }

    private static ModelHost CreateHost() => new(
        Options.Create(new InferenceOptions { MemoryBudgetBytes = Budget, DeviceThreads = 2 }), TimeProvider.System, NullLogger<ModelHost>.Instance);

    private static PredictRequest Request() => new() { Inputs = [Tensor.Create("features", new float[4], 1, 4)] };

    private static ModelSource Source(string model, long estimatedBytes, Action? opening = null)
    {
        var description = new ModelDescription
        {
            Platform = "onnx_onnxruntime",
            Inputs = [new TensorMetadata { Name = "features", Type = TensorType.Float32, Shape = [-1, 4] }],
            Outputs = [new TensorMetadata { Name = "output", Type = TensorType.Float32, Shape = [-1, 1] }],
            Pool = "cpu",
            Replicas = 1,
            MaximumBatchRows = 8,
            MaximumBatchDelay = TimeSpan.Zero,
            EstimatedBytes = estimatedBytes,
        };
        return new ModelSource(new ModelId(model, 1), description, () =>
        {
            opening?.Invoke();
            var package = new MemoryStream();
            ModelPackage.Write(package, "", Onnx);
            package.Position = 0;
            return ValueTask.FromResult<Stream>(package);
        });
    }
}
