using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OrleansML.Conformance.OnnxRuntime.Models;

namespace OrleansML.Conformance.OnnxRuntime;

public sealed class ErrorTests
{
    [Fact]
    public void Load_MissingFile_NamesIt()
    {
        var path = Path.Combine(Path.GetTempPath(), "no such folder", "model.onnx");

        var error = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(path));

        Assert.StartsWith("[ErrorCode:NoSuchFile]", error.Message);
        Assert.Contains(path, error.Message);
    }

    [Fact]
    public void Load_NotOnnx_SaysSo()
    {
        var error = Assert.Throws<OnnxRuntimeException>(() => Engine.Load("this is not a model"u8.ToArray()));

        Assert.StartsWith("[ErrorCode:InvalidProtobuf]", error.Message);
        Assert.Contains("protobuf parsing failed", error.Message);
    }

    [Fact]
    public void Load_Empty_SaysSo() => Assert.Equal(
        "[ErrorCode:InvalidArgument] No graph was found in the protobuf.",
        Assert.Throws<OnnxRuntimeException>(() => Engine.Load([])).Message);

    [Fact]
    public void Load_Truncated_SaysSo()
    {
        var model = TinyModels.Add();

        var error = Assert.Throws<OnnxRuntimeException>(() => Engine.Load(model[..(model.Length / 2)]));

        Assert.StartsWith("[ErrorCode:InvalidProtobuf]", error.Message);
    }

    [Fact]
    public void Load_UnsupportedOpset_NamesIt()
    {
        var model = new OnnxGraph()
            .Input("x", OnnxTypes.Tensor(TensorElementType.Float, 1))
            .Output("y", OnnxTypes.Tensor(TensorElementType.Float, 1))
            .Node("Identity", ["x"], ["y"])
            .ToModel(opset: 9999);

        var error = Assert.Throws<OnnxRuntimeException>(() => Engine.Load(model));

        Assert.StartsWith("[ErrorCode:", error.Message);
        Assert.Contains("9999", error.Message);
        Assert.Contains("opset", error.Message);
    }

    [Fact]
    public void Load_UnknownOperator_NamesIt()
    {
        var model = new OnnxGraph()
            .Input("x", OnnxTypes.Tensor(TensorElementType.Float, 1))
            .Output("y", OnnxTypes.Tensor(TensorElementType.Float, 1))
            .Node("Transmogrify", ["x"], ["y"])
            .ToModel();

        var error = Assert.Throws<OnnxRuntimeException>(() => Engine.Load(model));

        Assert.StartsWith("[ErrorCode:", error.Message);
        Assert.Contains("Transmogrify", error.Message);
    }

    [Fact]
    public void Load_TypeErrorInGraph_NamesTheNode()
    {
        var model = new OnnxGraph()
            .Input("x", OnnxTypes.Tensor(TensorElementType.String, 1))
            .Output("y", OnnxTypes.Tensor(TensorElementType.String, 1))
            .Node("Sin", ["x"], ["y"])
            .ToModel();

        var error = Assert.Throws<OnnxRuntimeException>(() => Engine.Load(model));

        Assert.StartsWith("[ErrorCode:InvalidGraph]", error.Message);
        Assert.Contains("Type 'tensor(string)' of input parameter (x) of operator (Sin)", error.Message);
    }

    [Fact]
    public void Load_TypeWithoutDotNetForm_NamesIt()
    {
        var float8 = (TensorElementType)19;
        var model = new OnnxGraph()
            .Input("x", OnnxTypes.Tensor(float8, 1))
            .Output("y", OnnxTypes.Tensor(float8, 1))
            .Node("Identity", ["x"], ["y"])
            .ToModel(opset: 19);

        Assert.Equal(
            "[ErrorCode:InvalidArgument] Unregistered TensorElementType value of: 19",
            Assert.Throws<OnnxRuntimeException>(() => Engine.Load(model)).Message);
    }

    [Fact]
    public void Run_WrongNames_NamesThem() => WithAdd((session, options, a, b) =>
    {
        Assert.Equal(
            "[ErrorCode:InvalidArgument] Input name: 'wrong' is not in the metadata",
            Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["a", "wrong"], [a, b], ["sum"])).Message);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] Output name: 'total' is not in the metadata",
            Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["a", "b"], [a, b], ["total"])).Message);
    });

    [Fact]
    public void Run_WrongCounts_NamesThem() => WithAdd((session, options, a, b) =>
    {
        Assert.Equal(
            "Length of inputNames (2) must match that of inputValues (1).",
            Assert.Throws<ArgumentException>(() => session.Run(options, ["a", "b"], [a], ["sum"])).Message);
        Assert.Equal(
            "Length of outputNames (1) must match that of outputValues (0).",
            Assert.Throws<ArgumentException>(() => session.Run(options, ["a", "b"], [a, b], ["sum"], [])).Message);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] At least one output should be requested.",
            Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["a", "b"], [a, b], [])).Message);
        Assert.Contains(
            "Missing Input: b",
            Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["a"], [a], ["sum"])).Message);
    });

    [Fact]
    public void Run_WrongShape_NamesInputAndDimension() => WithAdd((session, options, a, b) =>
    {
        using var wide = Engine.Tensor(new float[4], 1, 4);
        var error = Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["a", "b"], [a, wide], ["sum"]));

        Assert.StartsWith("[ErrorCode:InvalidArgument] Got invalid dimensions for input: b", error.Message);
        Assert.Contains("index: 1 Got: 4 Expected: 3", error.Message);
    });

    [Fact]
    public void Run_WrongRank_NamesInputAndRank() => WithAdd((session, options, a, b) =>
    {
        using var flat = Engine.Tensor(new float[3], 3);
        var error = Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["a", "b"], [flat, b], ["sum"]));

        Assert.StartsWith("[ErrorCode:InvalidArgument] Invalid rank for input: a Got: 1 Expected: 2", error.Message);
    });

    [Fact]
    public void Run_WrongType_NamesBoth() => WithAdd((session, options, a, b) =>
    {
        using var doubles = Engine.Tensor(new double[3], 1, 3);
        var error = Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["a", "b"], [a, doubles], ["sum"]));

        Assert.StartsWith("[ErrorCode:InvalidArgument] Unexpected input data type", error.Message);
        Assert.Contains("Actual: (tensor(double)) , expected: (tensor(float))", error.Message);
    });

    [Fact]
    public void Run_WrongProvidedOutput_NamesIt() => WithAdd((session, options, a, b) =>
    {
        using var flat = Engine.Tensor(new float[3], 3);
        var error = Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["a", "b"], [a, b], ["sum"], [flat]));

        Assert.StartsWith("[ErrorCode:InvalidArgument] Invalid rank for output: sum Got: 1 Expected: 2", error.Message);
    });

    [Fact]
    public void Run_AfterAnError_Works() => WithAdd((session, options, a, b) =>
    {
        Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["a", "wrong"], [a, b], ["sum"]));

        using var outputs = session.Run(options, ["a", "b"], [a, b], ["sum"]);

        Assert.Equal([2f, 4f, 6f], outputs[0].GetTensorDataAsSpan<float>().ToArray());
    });

    [Fact]
    public void CreateTensor_BadArguments_NamesThem()
    {
        Assert.Equal(
            "[ErrorCode:InvalidArgument] Managed memory size: 4 elements is less than shape size: 5 elements",
            Assert.Throws<OnnxRuntimeException>(() => Engine.Tensor(new float[4], 1, 5)).Message);
        Assert.Contains(
            "Shape must not have negative elements: -1",
            Assert.Throws<ArgumentOutOfRangeException>(() => Engine.Tensor(new float[4], -1, 4)).Message);
        Assert.Throws<OverflowException>(() => Engine.Tensor(new float[4], 1L << 40, 1L << 40));
        Assert.Equal(
            "[ErrorCode:InvalidArgument] Tensor of type: System.Char is not supported",
            Assert.Throws<OnnxRuntimeException>(() => Engine.Tensor(new char[4], 4)).Message);
        Assert.Equal(
            "[ErrorCode:NotImplemented] tensor type 99 is not supported",
            Assert.Throws<OnnxRuntimeException>(
                () => OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (TensorElementType)99, [1])).Message);
    }

    [Fact]
    public void CreateTensorValueWithData_BadArguments_NamesThem()
    {
        using var memory = OrtAllocator.DefaultInstance.Allocate(64);
        var pointer = memory.DangerousGetHandle();
        OrtValue Create(TensorElementType type, long[] shape) =>
            OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, pointer, 64);

        Assert.Contains(
            "has: 20 elements requires a buffer of at least 80 bytes. Provided: 64 bytes",
            Assert.Throws<OnnxRuntimeException>(() => Create(TensorElementType.Float, [20])).Message);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] Cannot map managed strings buffer to native OrtValue. Use string specific interfaces",
            Assert.Throws<OnnxRuntimeException>(() => Create(TensorElementType.String, [2])).Message);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] Tensor element type: Complex64 is not supported",
            Assert.Throws<OnnxRuntimeException>(() => Create(TensorElementType.Complex64, [2])).Message);
    }

    [Fact]
    public void GetTensorDataAsSpan_WrongType_NamesBoth()
    {
        using var value = Engine.Tensor(new float[5], 5);

        Assert.Equal(
            "[ErrorCode:InvalidArgument] Requested type: System.Int32 does not match the actual type: System.Single",
            Assert.Throws<OnnxRuntimeException>(() => value.GetTensorDataAsSpan<int>().Length).Message);
        Assert.Equal(
            "[ErrorCode:InvalidArgument] Requested type: System.Int64 does not match the actual type: System.Single",
            Assert.Throws<OnnxRuntimeException>(() => value.GetTensorMutableDataAsSpan<long>().Length).Message);
    }

    [Fact]
    public void SessionOptions_BadValues_Throws()
    {
        using var options = new SessionOptions();

        Assert.Equal(
            "[ErrorCode:InvalidArgument] graph_optimization_level is not valid",
            Assert.Throws<OnnxRuntimeException>(() => options.GraphOptimizationLevel = (GraphOptimizationLevel)55).Message);
        Assert.Equal(GraphOptimizationLevel.ORT_ENABLE_ALL, options.GraphOptimizationLevel);
        Assert.StartsWith(
            "[ErrorCode:InvalidArgument] Config key is empty or longer than maximum length",
            Assert.Throws<OnnxRuntimeException>(() => options.AddSessionConfigEntry("", "value")).Message);
        Assert.StartsWith(
            "[ErrorCode:InvalidArgument] Unknown provider name 'Abacus'.",
            Assert.Throws<OnnxRuntimeException>(() => options.AppendExecutionProvider("Abacus")).Message);
        Assert.Throws<ArgumentNullException>(() => options.LogId = null!);
    }

    [Fact]
    public void CudaProvider_WithoutADevice_GivesTheRuntimesOwnError()
    {
        // A library built without CUDA refuses the options, one built with it fails to load the provider.
        var error = Assert.Throws<OnnxRuntimeException>(() =>
        {
            using var cuda = new OrtCUDAProviderOptions();
            cuda.UpdateOptions(new Dictionary<string, string> { ["device_id"] = "0" });
            using var options = SessionOptions.MakeSessionOptionWithCudaProvider(cuda);
        });
        Assert.StartsWith("[ErrorCode:", error.Message);
        Assert.Contains("provider", error.Message, StringComparison.OrdinalIgnoreCase);

        using var byNumber = new SessionOptions();
        var second = Record.Exception(() => byNumber.AppendExecutionProvider_CUDA(0));
        Assert.True(second is OnnxRuntimeException or EntryPointNotFoundException, $"{second}");
        Assert.Contains("provider", second.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static void WithAdd(Action<InferenceSession, RunOptions, OrtValue, OrtValue> test)
    {
        using var session = Engine.Load(TinyModels.Add());
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var a = Engine.Tensor([1f, 2f, 3f], 1, 3);
        using var b = Engine.Tensor([1f, 2f, 3f], 1, 3);
        test(session, options, a, b);
    }
}
