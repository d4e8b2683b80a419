using Microsoft.ML.OnnxRuntime;

namespace OrleansML.Benchmarks.Serving;

/// <summary>The floor: ONNX Runtime called directly, as the platform's session is configured.</summary>
internal sealed class BareRuntime : IDisposable
{
    private readonly SessionOptions _options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    public BareRuntime(byte[] onnx)
    {
        _session = new InferenceSession(onnx, _options);
        _inputs = [.. _session.InputNames];
        _outputs = [.. _session.OutputNames];
    }

    /// <summary>Computes one row and returns the output.</summary>
    public float[] Run(float[] row)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(row, [1, row.Length]);
        using var outputs = _session.Run(_run, _inputs, [input], _outputs);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
        _options.Dispose();
    }
}
