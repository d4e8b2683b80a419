using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OrleansML.Conformance.OnnxRuntime.Models;

namespace OrleansML.Conformance.OnnxRuntime;

public sealed class SessionTests
{
    [Fact]
    public void SessionOptions_Defaults_AreThoseOfOnnxRuntime()
    {
        using var options = new SessionOptions();

        Assert.True(options.EnableMemoryPattern);
        Assert.True(options.EnableCpuMemArena);
        Assert.False(options.EnableProfiling);
        Assert.Equal("onnxruntime_profile_", options.ProfileOutputPathPrefix);
        Assert.Equal("", options.OptimizedModelFilePath);
        Assert.Equal("", options.LogId);
        Assert.Equal(OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, options.LogSeverityLevel);
        Assert.Equal(0, options.LogVerbosityLevel);
        Assert.Equal(0, options.IntraOpNumThreads);
        Assert.Equal(0, options.InterOpNumThreads);
        Assert.Equal(GraphOptimizationLevel.ORT_ENABLE_ALL, options.GraphOptimizationLevel);
        Assert.Equal(ExecutionMode.ORT_SEQUENTIAL, options.ExecutionMode);
        Assert.False(options.IsInvalid);
    }

    [Fact]
    public void SessionOptions_Set_AreReadBackAndUsed()
    {
        using var options = new SessionOptions
        {
            EnableMemoryPattern = false,
            EnableCpuMemArena = false,
            LogId = "test",
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            LogVerbosityLevel = 1,
            IntraOpNumThreads = 2,
            InterOpNumThreads = 2,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            ExecutionMode = ExecutionMode.ORT_PARALLEL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AppendExecutionProvider_CPU(0);
        options.SetLoadCancellationFlag(false);

        using var session = new InferenceSession(TinyModels.Add(), options);

        Assert.False(options.EnableMemoryPattern);
        Assert.False(options.EnableCpuMemArena);
        Assert.Equal("test", options.LogId);
        Assert.Equal(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, options.LogSeverityLevel);
        Assert.Equal(1, options.LogVerbosityLevel);
        Assert.Equal(2, options.IntraOpNumThreads);
        Assert.Equal(2, options.InterOpNumThreads);
        Assert.Equal(GraphOptimizationLevel.ORT_ENABLE_BASIC, options.GraphOptimizationLevel);
        Assert.Equal(ExecutionMode.ORT_PARALLEL, options.ExecutionMode);
        Assert.Equal(["a", "b"], session.InputNames);
    }

    [Fact]
    public void AddFreeDimensionOverrideByName_NamedDimension_IsFixed()
    {
        using var options = Engine.QuietOptions();
        options.AddFreeDimensionOverrideByName("rows", 4);

        using var session = new InferenceSession(TinyModels.Add(), options);

        Assert.Equal([4, 3], session.InputMetadata["a"].Dimensions);
    }

    [Fact]
    public void OptimizedModelFilePath_Set_WritesALoadableModel()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            using (var options = Engine.QuietOptions())
            {
                options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC;
                options.OptimizedModelFilePath = path;
                using var session = new InferenceSession(TinyModels.Add(), options);
            }

            using var reloaded = new InferenceSession(path);
            Assert.Equal(["sum"], reloaded.OutputNames);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void EnableProfiling_Set_WritesAProfile()
    {
        var prefix = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        using var options = Engine.QuietOptions();
        options.ProfileOutputPathPrefix = prefix;
        options.EnableProfiling = true;
        string path;
        using (var session = new InferenceSession(TinyModels.Add(), options))
        {
            Assert.True(session.ProfilingStartTimeNs > 0);
            path = session.EndProfiling();
        }

        Assert.StartsWith(prefix, path);
        Assert.StartsWith("[", File.ReadAllText(path).TrimStart());
        File.Delete(path);
    }

    [Fact]
    public void ModelMetadata_EverythingSet_IsRead()
    {
        using var session = Engine.Load(TinyModels.WithMetadata());
        var metadata = session.ModelMetadata;

        Assert.Equal("conformance-tests", metadata.ProducerName);
        Assert.Equal("named graph", metadata.GraphName);
        Assert.Equal("org.example", metadata.Domain);
        Assert.Equal("what the model does", metadata.Description);
        Assert.Equal("what the graph does", metadata.GraphDescription);
        Assert.Equal(42, metadata.Version);
        Assert.Equal(new Dictionary<string, string> { ["author"] = "Zoë", ["empty"] = "" }, metadata.CustomMetadataMap);
    }

    [Fact]
    public void InputMetadata_NamedDimensions_AreOpen()
    {
        using var session = Engine.Load(TinyModels.WithMetadata());
        var metadata = session.InputMetadata["x"];

        Assert.Equal([-1, 2, -1], metadata.Dimensions);
        Assert.Equal(["batch", "", "width"], metadata.SymbolicDimensions);
        Assert.Equal(OnnxValueType.ONNX_TYPE_TENSOR, metadata.OnnxValueType);
        Assert.True(metadata.IsTensor);
        Assert.False(metadata.IsString);
        Assert.Equal(
            "[ErrorCode:Fail] Instance does not contain Sequence metadata",
            Assert.Throws<OnnxRuntimeException>(metadata.AsSequenceMetadata).Message);
        Assert.Equal(
            "[ErrorCode:Fail] Instance does not contain Map metadata",
            Assert.Throws<OnnxRuntimeException>(metadata.AsMapMetadata).Message);
        Assert.Equal(
            "[ErrorCode:Fail] Instance does not contain Optional metadata",
            Assert.Throws<OnnxRuntimeException>(metadata.AsOptionalMetadata).Message);
    }

    [Fact]
    public void OutputMetadata_OfASequence_HasNoTensorProperties()
    {
        using var session = Engine.Load(TinyModels.SequenceOutput());
        var metadata = session.OutputMetadata["pair"];

        Assert.False(metadata.IsTensor);
        Assert.Equal(
            "[ErrorCode:Fail] OnnxValueType must either be a tensor or sparse tensor",
            Assert.Throws<OnnxRuntimeException>(() => metadata.Dimensions).Message);
    }

    [Fact]
    public void OutputMetadata_OfAnOptional_NamesWhatMayBeAbsent()
    {
        var model = new OnnxGraph()
            .Input("x", OnnxTypes.Tensor(TensorElementType.Float, 1))
            .Output("maybe", OnnxTypes.Optional(OnnxTypes.Tensor(TensorElementType.Float, 1)))
            .Node("Optional", ["x"], ["maybe"])
            .ToModel();
        using var session = Engine.Load(model);

        var metadata = session.OutputMetadata["maybe"];

        Assert.Equal(OnnxValueType.ONNX_TYPE_OPTIONAL, metadata.OnnxValueType);
        Assert.Equal(TensorElementType.Float, metadata.AsOptionalMetadata().ElementMeta.ElementDataType);
    }

    [Fact]
    public void OrtEnv_Instance_IsOneAndKnowsTheCpu()
    {
        var environment = OrtEnv.Instance();

        Assert.Same(environment, OrtEnv.Instance());
        Assert.True(OrtEnv.IsCreated);
        Assert.False(environment.IsInvalid);
        Assert.Contains("CPUExecutionProvider", environment.GetAvailableProviders());
        Assert.Matches(@"^1\.\d+\.\d+", environment.GetVersionString());
        environment.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
        Assert.Equal(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, environment.EnvLogLevel);
        environment.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    }

    [Fact]
    public void OrtMemoryInfo_OfTheCpu_HasNameIdAndKind()
    {
        var memory = OrtMemoryInfo.DefaultInstance;
        using var arena = new OrtMemoryInfo("Cpu", OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        using var sameArena = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);

        Assert.Equal("Cpu", memory.Name);
        Assert.Equal(0, memory.Id);
        Assert.Equal(OrtMemType.Cpu, memory.GetMemoryType());
        Assert.Equal(OrtAllocatorType.DeviceAllocator, memory.GetAllocatorType());
        Assert.Equal(OrtAllocatorType.ArenaAllocator, arena.GetAllocatorType());
        Assert.True(arena.Equals(sameArena));
        Assert.False(arena.Equals(memory));
        Assert.StartsWith(
            "[ErrorCode:InvalidArgument] Specified device is not supported",
            Assert.Throws<OnnxRuntimeException>(
                () => new OrtMemoryInfo("Abacus", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default)).Message);
    }

    [Fact]
    public void OrtAllocator_Allocate_GivesMemory()
    {
        using var memory = OrtAllocator.DefaultInstance.Allocate(64);

        Assert.Equal(64u, memory.Size);
        Assert.Equal("Cpu", memory.Info.Name);
        Assert.False(memory.IsInvalid);

        using var session = Engine.Load(TinyModels.Add());
        using var ofSession = new OrtAllocator(session, OrtMemoryInfo.DefaultInstance);
        using var sessionMemory = ofSession.Allocate(16);
        Assert.Equal(16u, sessionMemory.Size);
    }

    [Fact]
    public void RunOptions_DefaultsAndChanges_AreReadBack()
    {
        using var options = new RunOptions();
        Assert.Equal(OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, options.LogSeverityLevel);
        Assert.Equal(0, options.LogVerbosityLevel);
        Assert.Equal("", options.LogId);
        Assert.False(options.Terminate);

        options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
        options.LogVerbosityLevel = 3;
        options.LogId = "one run";
        options.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");

        Assert.Equal(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, options.LogSeverityLevel);
        Assert.Equal(3, options.LogVerbosityLevel);
        Assert.Equal("one run", options.LogId);
    }
}
