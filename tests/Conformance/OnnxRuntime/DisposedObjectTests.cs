using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OrleansML.Conformance.OnnxRuntime.Models;

namespace OrleansML.Conformance.OnnxRuntime;

public sealed class DisposedObjectTests
{
    [StandInFact]
    public void DisposedObject_Used_Throws()
    {
        var session = Engine.Load(TinyModels.Identity(TensorElementType.Float));
        using var options = new RunOptions();
        var binding = session.CreateIoBinding();
        var value = Engine.Tensor([1f], 1);
        value.Dispose();
        Assert.Throws<ObjectDisposedException>(() => value.GetTensorDataAsSpan<float>().Length);
        Assert.Throws<ObjectDisposedException>(() => value.GetTensorTypeAndShape());
        Assert.Throws<ObjectDisposedException>(() => session.Run(options, ["x"], [value], ["y"]));
        Assert.Throws<ObjectDisposedException>(() => binding.BindInput("x", value));

        binding.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.RunWithBinding(options, binding));

        using var input = Engine.Tensor([1f], 1);
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Run(options, ["x"], [input], ["y"]));
        Assert.Throws<ObjectDisposedException>(session.CreateIoBinding);
    }

    [StandInFact]
    public void BoundValue_Disposed_StaysPinnedUntilItIsReplaced()
    {
        using var session = Engine.Load(TinyModels.Identity(TensorElementType.Float));
        using var options = new RunOptions();
        using var binding = session.CreateIoBinding();
        BindAndDispose(binding);
        for (var round = 0; round < 20; round++)
        {
            // Unpinned, the array would be gone after the first collection and its memory used again by these.
            GC.Collect(2, GCCollectionMode.Aggressive);
            _ = Enumerable.Range(0, 1000).Select(_ => new float[64]).ToArray();
        }

        using var outputs = session.RunWithBoundResults(options, binding);

        Assert.Equal(Enumerable.Repeat(7f, 64), outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [StandInFact]
    public async Task Session_DisposedDuringARun_FinishesTheRun()
    {
        var session = Engine.Load(TinyModels.Loop());
        using var options = new RunOptions();
        using var times = Engine.Tensor([300_000L]);
        using var start = Engine.Tensor([0L]);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = Task.Run(() =>
        {
            started.SetResult();
            using var outputs = session.Run(options, ["times", "x"], [times, start], ["y"]);
            return outputs[0].GetTensorDataAsSpan<long>()[0];
        });
        await started.Task;
        await Task.Delay(TimeSpan.FromMilliseconds(30));
        Assert.False(run.IsCompleted);

        session.Dispose();

        Assert.Equal(300_000L, await run);
    }

    private static void BindAndDispose(OrtIoBinding binding)
    {
        var data = new float[64];
        Array.Fill(data, 7f);
        using var value = Engine.Tensor(data, 64);
        binding.BindInput("x", value);
        binding.BindOutputToDevice("y", OrtMemoryInfo.DefaultInstance);
    }
}
