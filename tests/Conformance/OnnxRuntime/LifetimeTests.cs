using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OrleansML.Conformance.OnnxRuntime.Models;

namespace OrleansML.Conformance.OnnxRuntime;

public sealed class LifetimeTests
{
    [Fact]
    public void Run_TenThousandTimes_DoesNotGrow()
    {
        using var session = Engine.Load(TinyModels.Identity(TensorElementType.Float));
        using var options = new RunOptions();
        void Once()
        {
            // 64 KB each way: leaking either of them would show as 640 MB.
            using var input = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, [16384]);
            using var outputs = session.Run(options, ["x"], [input], ["y"]);
            _ = outputs[0].GetTensorTypeAndShape();
            _ = outputs[0].GetTypeInfo();
        }

        AssertNoGrowth(Once, 10_000);
    }

    [Fact]
    public void Sessions_OpenedAndClosed_DoNotGrow() => AssertNoGrowth(
        () =>
        {
            using var options = Engine.QuietOptions();
            using var session = new InferenceSession(TinyModels.ManyIdentities(50), options);
            using var binding = session.CreateIoBinding();
            using var value = Engine.Tensor(new float[1], 1);
            binding.BindInput("x0", value);
            _ = session.ModelMetadata.CustomMetadataMap;
        },
        600);

    [Fact]
    public void Containers_MadeAndTakenApart_DoNotGrow() => AssertNoGrowth(
        () =>
        {
            var data = new float[16384];
            using var sequence = OrtValue.CreateSequence(new List<OrtValue> { Engine.Tensor(data, 16384), Engine.Tensor(data, 16384) });
            using var element = sequence.GetValue(1, OrtAllocator.DefaultInstance);
            using var strings = Engine.Strings([new string('x', 50_000)], 1);
            _ = strings.GetStringTensorAsArray();
        },
        5_000);

    [Fact]
    public void Values_NeverDisposed_AreFreedByTheirFinalizers() => AssertNoGrowth(
        () =>
        {
            for (var index = 0; index < 100; index++)
            {
                var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, [16384]);
                value.GetTensorMutableDataAsSpan<float>().Fill(1);
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
        },
        100);

    [Fact]
    public void Dispose_Twice_IsHarmless()
    {
        var session = Engine.Load(TinyModels.Identity(TensorElementType.Float));
        var binding = session.CreateIoBinding();
        var options = new RunOptions();
        var sessionOptions = new SessionOptions();
        var value = Engine.Tensor(new float[1], 1);
        for (var time = 0; time < 2; time++)
        {
            value.Dispose();
            binding.Dispose();
            session.Dispose();
            options.Dispose();
            sessionOptions.Dispose();
        }
    }

    [Fact]
    public void Run_ConcurrentCallers_EachGetsItsOwnResult()
    {
        using var session = Engine.Load(TinyModels.Identity(TensorElementType.Int64));
        using var options = new RunOptions();

        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, number =>
        {
            using var input = Engine.Tensor([(long)number], 1);
            using var outputs = session.Run(options, ["x"], [input], ["y"]);
            Assert.Equal(number, outputs[0].GetTensorDataAsSpan<long>()[0]);
        });
    }

    [Fact]
    public async Task Terminate_FromAnotherThread_StopsALongRun()
    {
        using var session = Engine.Load(TinyModels.Loop());
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
        await Task.Delay(TimeSpan.FromMilliseconds(100));
        Assert.False(run.IsCompleted);

        options.Terminate = true;

        var error = await Assert.ThrowsAsync<OnnxRuntimeException>(() => run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("terminate flag", error.Message);
        Assert.True(options.Terminate);

        // The flag stays set until it is cleared; then the same options work again.
        using var once = Engine.Tensor([3L]);
        Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["times", "x"], [once, start], ["y"]));
        options.Terminate = false;
        using var outputs = session.Run(options, ["times", "x"], [once, start], ["y"]);
        Assert.Equal(3L, outputs[0].GetTensorDataAsSpan<long>()[0]);
    }

    private static void AssertNoGrowth(Action once, int times)
    {
        const long Bound = 60L << 20;
        for (var warmUp = 0; warmUp < times / 10; warmUp++)
            once();
        var before = ResidentBytes();
        for (var time = 0; time < times; time++)
            once();
        var growth = ResidentBytes() - before;
        Assert.True(growth < Bound, $"The process grew by {growth >> 20} MB in {times} rounds; at most {Bound >> 20} MB are expected.");
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
