using System.Diagnostics;
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
    public async Task Session_DisposedDuringARun_StaysLoadedUntilItEnds()
    {
        var session = Engine.Load(TinyModels.Loop());
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var forever = Engine.Tensor([long.MaxValue]);
        using var start = Engine.Tensor([0L]);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = Task.Factory.StartNew(
            () =>
            {
                started.SetResult();
                using var outputs = session.Run(options, ["times", "x"], [forever, start], ["y"]);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await started.Task;

        // Nothing tells from outside that the native run has begun, but that it takes the processor, however late its thread gets one.
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var used = TimeSpan.Zero; used < TimeSpan.FromMilliseconds(500); used = process.TotalProcessorTime - before)
        {
            await Task.Delay(10);
            process.Refresh();
        }

        session.Dispose();
        Assert.False(run.IsCompleted);
        options.Terminate = true;

        var error = await Assert.ThrowsAsync<OnnxRuntimeException>(() => run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("terminate flag", error.Message);
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
