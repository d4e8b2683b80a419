using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OrleansML.Conformance.OnnxRuntime.Models;

namespace OrleansML.Conformance.OnnxRuntime;

public sealed class BindingTests
{
    private const int Rows = 32;

    [Fact]
    public void RunWithBinding_AfterWarmUp_AllocatesNothing()
    {
        using var session = Engine.Load(TinyModels.Add(columns: 30));
        using var options = new RunOptions();
        using var binding = session.CreateIoBinding();
        using var a = Engine.Tensor(new float[Rows * 30], Rows, 30);
        using var sum = Engine.Tensor(new float[Rows * 30], Rows, 30);
        binding.BindInput("a", a);
        binding.BindInput("b", a);
        binding.BindOutput("sum", sum);
        for (var run = 0; run < 100; run++)
            session.RunWithBinding(options, binding);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < 1000; run++)
            session.RunWithBinding(options, binding);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void RunWithBinding_ProvidedMemory_IsReadAndWrittenInPlace()
    {
        using var session = Engine.Load(TinyModels.Add());
        using var options = new RunOptions();
        using var binding = session.CreateIoBinding();
        float[] input = [1, 2, 3];
        var output = new float[3];
        using var a = Engine.Tensor(input, 1, 3);
        using var sum = Engine.Tensor(output, 1, 3);
        binding.BindInput("a", a);
        binding.BindInput("b", a);
        binding.BindOutput("sum", sum);

        session.RunWithBinding(options, binding);
        Assert.Equal([2f, 4f, 6f], output);

        input[2] = 50;
        session.RunWithBinding(options, binding);
        Assert.Equal([2f, 4f, 100f], output);
    }

    [Fact]
    public void RunWithBinding_OutputToDevice_GrowsWithTheInput()
    {
        using var session = Engine.Load(TinyModels.Identity(TensorElementType.Int64));
        using var options = new RunOptions();
        using var binding = session.CreateIoBinding();
        foreach (var length in new[] { 1, 5, 3 })
        {
            // A bound output keeps the value of the latest run, so a new shape asks for a new binding.
            binding.BindOutputToDevice("y", OrtMemoryInfo.DefaultInstance);
            using var input = Engine.Tensor(new long[length], length);
            binding.BindInput("x", input);
            binding.SynchronizeBoundInputs();
            using var outputs = session.RunWithBoundResults(options, binding);
            binding.SynchronizeBoundOutputs();

            Assert.Equal(["y"], binding.GetOutputNames());
            Assert.Equal([(long)length], outputs.Single().GetTensorTypeAndShape().Shape);
        }
    }

    [Fact]
    public void RunWithBoundResults_ManagedInput_ReturnsOutputs()
    {
        using var session = Engine.Load(TinyModels.Identity(TensorElementType.Float));
        using var options = new RunOptions();
        using var binding = session.CreateIoBinding();
        float[] data = [1, 2, 3];
        var input = Engine.Tensor(data, 3);
        binding.BindInput("x", input);
        binding.BindOutputToDevice("y", OrtMemoryInfo.DefaultInstance);

        using var outputs = session.RunWithBoundResults(options, binding);

        Assert.Equal(data, outputs[0].GetTensorDataAsSpan<float>().ToArray());
        input.Dispose();
    }

    [Fact]
    public void Bind_NativeMemory_IsReadAndWritten()
    {
        using var session = Engine.Load(TinyModels.Identity(TensorElementType.Float));
        using var options = new RunOptions();
        using var binding = session.CreateIoBinding();
        using var input = OrtAllocator.DefaultInstance.Allocate(16);
        using var output = OrtAllocator.DefaultInstance.Allocate(16);
        Marshal.Copy(new[] { 1f, 2f, 3f, 4f }, 0, input.DangerousGetHandle(), 4);
        binding.BindInput("x", TensorElementType.Float, [4], input);
        binding.BindOutput("y", TensorElementType.Float, [4], output);
        session.RunWithBinding(options, binding);
        var first = new float[4];
        Marshal.Copy(output.DangerousGetHandle(), first, 0, 4);
        Assert.Equal([1f, 2f, 3f, 4f], first);
    }

    [Fact]
    public void Bind_UnknownNames_AreRefused()
    {
        using var session = Engine.Load(TinyModels.Identity(TensorElementType.Float));
        using var options = new RunOptions();
        using var binding = session.CreateIoBinding();
        using var value = Engine.Tensor(new float[1], 1);

        Assert.Equal(
            "[ErrorCode:Fail] Failed to find input name in the mapping: wrong",
            Assert.Throws<OnnxRuntimeException>(() => binding.BindInput("wrong", value)).Message);
        Assert.Throws<ArgumentNullException>(() => binding.BindInput(null!, value));

        // An unknown output is noticed by the run.
        using var second = session.CreateIoBinding();
        second.BindInput("x", value);
        second.BindOutput("total", value);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] Invalid output name: total",
            Assert.Throws<OnnxRuntimeException>(() => session.RunWithBinding(options, second)).Message);
    }

    [Fact]
    public void ClearBound_Everything_LeavesNothing()
    {
        using var session = Engine.Load(TinyModels.Identity(TensorElementType.Float));
        using var options = new RunOptions();
        using var binding = session.CreateIoBinding();
        using var value = Engine.Tensor(new float[1], 1);
        binding.BindInput("x", value);
        binding.BindOutput("y", value);
        Assert.Equal(["y"], binding.GetOutputNames());

        binding.ClearBoundInputs();
        binding.ClearBoundOutputs();

        Assert.Empty(binding.GetOutputNames());
        Assert.Empty(binding.GetOutputValues());
        binding.BindInput("x", value);
        binding.BindOutput("y", value);
        session.RunWithBinding(options, binding);
    }
}
