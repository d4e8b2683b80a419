using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using OrleansML.Tensors;

namespace OrleansML.Inference.Onnx;

/// <summary>
/// A model in ONNX Runtime. Inputs are read where they lie, without a copy, unless their bytes are not aligned to their elements; outputs
/// are copied once, out of ONNX Runtime's memory. Safe to call from several threads.
/// </summary>
internal sealed class OnnxModelSession : IModelSession
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly string[] _inputNames;
    private readonly OnnxOutput[] _outputs;
    private readonly string[] _outputNames;

    private OnnxModelSession(InferenceSession session)
    {
        _session = session;
        _inputNames = [.. session.InputNames];
        Inputs = [.. session.InputNames.Select(name => OnnxSchema.DescribeInput(name, session.InputMetadata[name]))];
        _outputs = [.. session.OutputNames.Select(name => OnnxOutput.Create(name, session.OutputMetadata[name]))];
        _outputNames = [.. session.OutputNames];
        Outputs = [.. _outputs.SelectMany(output => output.Answered)];
    }

    public IReadOnlyList<TensorMetadata> Inputs { get; }

    public IReadOnlyList<ModelOutput> Outputs { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="model">Bytes of an ONNX file.</param>
    /// <param name="threadsPerRun">Threads that share one computation.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/> with ONNX Runtime's own text.</exception>
    public static OnnxModelSession Load(byte[] model, int threadsPerRun)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threadsPerRun,
            InterOpNumThreads = 1,

            // What a caller did wrong comes as an exception too; a line on the standard error for each would flood the log.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };

        InferenceSession session;
        try
        {
            session = new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new OrleansMLException(ErrorCode.InvalidModel, $"ONNX Runtime cannot load the model: {exception.Message}");
        }

        try
        {
            return new OnnxModelSession(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public Tensor?[] Run(ReadOnlySpan<Tensor> inputs, bool[]? wanted)
    {
        var values = new OrtValue[inputs.Length];
        var pins = new MemoryHandle[inputs.Length];
        try
        {
            for (var index = 0; index < inputs.Length; index++)
                values[index] = OnnxTensors.ToOrtValue(inputs[index], ref pins[index]);

            using var results = _session.Run(_runOptions, _inputNames, values, WantedNames(wanted));
            return Answer(results, wanted);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"ONNX Runtime cannot compute the request: {exception.Message}");
        }
        finally
        {
            foreach (var value in values)
                value?.Dispose();
            foreach (var pin in pins)
                pin.Dispose();
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }

    private string[] WantedNames(bool[]? wanted)
    {
        if (wanted is null)
            return _outputNames;

        var names = new List<string>(_outputNames.Length);
        var slot = 0;
        foreach (var output in _outputs)
        {
            if (output.IsWanted(wanted, slot))
                names.Add(output.Name);
            slot += output.Answered.Length;
        }

        return [.. names];
    }

    private Tensor?[] Answer(IReadOnlyList<OrtValue> results, bool[]? wanted)
    {
        var answer = new Tensor?[Outputs.Count];
        var slot = 0;
        var result = 0;
        foreach (var output in _outputs)
        {
            if (wanted is null || output.IsWanted(wanted, slot))
                output.Read(results[result++], answer.AsSpan(slot, output.Answered.Length));
            slot += output.Answered.Length;
        }

        return answer;
    }
}
