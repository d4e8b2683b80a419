using Microsoft.ML.OnnxRuntime;

// Allocation and memory are measured per process, so tests take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace OrleansML.Conformance.OnnxRuntime;

/// <summary>Shorthand for what most tests do.</summary>
internal static class Engine
{
    /// <summary>Loads a model with one thread and without log lines, so that expected errors do not fill the output.</summary>
    public static InferenceSession Load(byte[] model)
    {
        using var options = QuietOptions();
        return new InferenceSession(model, options);
    }

    public static SessionOptions QuietOptions() => new()
    {
        IntraOpNumThreads = 1,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
    };

    public static OrtValue Tensor<T>(T[] data, params long[] shape)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(data, shape);

    public static OrtValue Strings(string[] data, params long[] shape)
    {
        var tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
        for (var index = 0; index < data.Length; index++)
            tensor.StringTensorSetElementAt(data[index].AsSpan(), index);
        return tensor;
    }
}
