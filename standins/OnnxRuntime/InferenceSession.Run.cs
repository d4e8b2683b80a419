using System.Buffers;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

// This part: runs.
public unsafe partial class InferenceSession
{
    // Runs with few inputs and outputs keep their pointers on the stack.
    private const int StackPointers = 64;

    /// <summary>Runs the model.</summary>
    /// <param name="runOptions">Options of the run.</param>
    /// <param name="inputNames">The names of the inputs.</param>
    /// <param name="inputValues">The inputs, in the order of their names.</param>
    /// <param name="outputNames">The wanted outputs.</param>
    /// <returns>The outputs, in the order of their names, in native memory; to be disposed by the caller.</returns>
    /// <exception cref="ArgumentException">There are not as many names as values.</exception>
    /// <exception cref="OnnxRuntimeException">A name, shape or type does not fit, or the run failed or was terminated.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames)
    {
        ArgumentNullException.ThrowIfNull(outputNames);
        var results = new nint[outputNames.Count];
        fixed (nint* pointers = results)
            RunNative(runOptions, inputNames, inputValues, outputNames, null, pointers);

        // All handles first: should reading a type fail, the finalizers of the handles release what is left.
        var handles = Array.ConvertAll(results, static value => new OrtValueHandle(value));
        return new DisposableArray<OrtValue>(Array.ConvertAll(handles, static handle => new OrtValue(handle)));
    }

    /// <summary>Runs the model.</summary>
    /// <param name="runOptions">Options of the run.</param>
    /// <param name="inputs">The inputs by name.</param>
    /// <param name="outputNames">The wanted outputs.</param>
    /// <returns>The outputs, in the order of their names, in native memory; to be disposed by the caller.</returns>
    /// <exception cref="OnnxRuntimeException">A name, shape or type does not fit, or the run failed or was terminated.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions, IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyCollection<string> outputNames)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var names = new string[inputs.Count];
        var values = new OrtValue[inputs.Count];
        var index = 0;
        foreach (var (name, value) in inputs)
        {
            names[index] = name;
            values[index++] = value;
        }

        return Run(runOptions, names, values, outputNames);
    }

    /// <summary>Runs the model into outputs that the caller provides.</summary>
    /// <param name="runOptions">Options of the run.</param>
    /// <param name="inputNames">The names of the inputs.</param>
    /// <param name="inputValues">The inputs, in the order of their names.</param>
    /// <param name="outputNames">The wanted outputs.</param>
    /// <param name="outputValues">Where they are written, in the order of their names; type and shape must be those of the result.</param>
    /// <exception cref="ArgumentException">There are not as many names as values.</exception>
    /// <exception cref="OnnxRuntimeException">A name, shape or type does not fit, or the run failed or was terminated.</exception>
    public void Run(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        IReadOnlyCollection<OrtValue> outputValues)
    {
        ArgumentNullException.ThrowIfNull(outputNames);
        ArgumentNullException.ThrowIfNull(outputValues);
        DemandSameLength(nameof(outputNames), outputNames.Count, nameof(outputValues), outputValues.Count);
        RunNative(runOptions, inputNames, inputValues, outputNames, outputValues, null);
    }

    /// <summary>Creates a binding of inputs and outputs to this session.</summary>
    public OrtIoBinding CreateIoBinding() => new(_handle);

    /// <summary>Runs the model with bound inputs and outputs. Allocates no managed memory.</summary>
    /// <exception cref="OnnxRuntimeException">A shape or type does not fit the model, the run failed, or it was terminated.</exception>
    public void RunWithBinding(RunOptions runOptions, OrtIoBinding ioBinding)
    {
        ArgumentNullException.ThrowIfNull(runOptions);
        ArgumentNullException.ThrowIfNull(ioBinding);
        using var session = new HandleScope(_handle);
        using var options = new HandleScope(runOptions);
        using var binding = new HandleScope(ioBinding);
        OrtStatus.ThrowIfFailed(OrtApi.RunWithBinding(session.Value, options.Value, binding.Value));
    }

    /// <summary>Runs the model with bound inputs and outputs.</summary>
    /// <returns>The outputs, in the order in which they were bound.</returns>
    /// <exception cref="OnnxRuntimeException">A shape or type does not fit the model, the run failed, or it was terminated.</exception>
    public IDisposableReadOnlyCollection<OrtValue> RunWithBoundResults(RunOptions runOptions, OrtIoBinding ioBinding)
    {
        RunWithBinding(runOptions, ioBinding);
        return ioBinding.GetOutputValues();
    }

    private static void DemandSameLength(string firstName, int first, string secondName, int second)
    {
        if (first != second)
            throw new ArgumentException($"Length of {firstName} ({first}) must match that of {secondName} ({second}).");
    }

    private static int FillNames(IReadOnlyCollection<string> names, Utf8Names known, string kind, Span<nint> pointers)
    {
        var index = 0;
        if (names is IReadOnlyList<string> list)
        {
            for (; index < list.Count; index++)
                pointers[index] = FindName(list[index], known, kind);
        }
        else
        {
            foreach (var name in names)
                pointers[index++] = FindName(name, known, kind);
        }

        return index;
    }

    private static nint FindName(string name, Utf8Names known, string kind) => known.TryGetPointer(name, out var pointer)
        ? pointer
        : throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"{kind} name: '{name}' is not in the metadata");

    private void RunNative(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        IReadOnlyCollection<OrtValue>? outputValues,
        nint* results)
    {
        ArgumentNullException.ThrowIfNull(runOptions);
        ArgumentNullException.ThrowIfNull(inputNames);
        ArgumentNullException.ThrowIfNull(inputValues);
        DemandSameLength(nameof(inputNames), inputNames.Count, nameof(inputValues), inputValues.Count);
        int inputs = inputNames.Count, outputs = outputNames.Count;
        var total = 2 * (inputs + outputs);
        var rented = total > StackPointers ? ArrayPool<nint>.Shared.Rent(total) : null;
        var pointers = rented is null ? stackalloc nint[StackPointers] : rented.AsSpan();
        var values = new ValueScope(inputs + (outputValues?.Count ?? 0));
        try
        {
            FillNames(inputNames, _inputPointers, "Input", pointers[..inputs]);
            values.AddRange(inputValues, pointers[inputs..]);
            FillNames(outputNames, _outputPointers, "Output", pointers.Slice(2 * inputs, outputs));
            if (outputValues is not null)
                values.AddRange(outputValues, pointers[((2 * inputs) + outputs)..]);

            using var session = new HandleScope(_handle);
            using var options = new HandleScope(runOptions);
            fixed (nint* start = pointers)
            {
                var outputNamesStart = start + (2 * inputs);
                OrtStatus.ThrowIfFailed(OrtApi.Run(
                    session.Value, options.Value, start, start + inputs, (nuint)inputs, outputNamesStart, (nuint)outputs,
                    results is null ? outputNamesStart + outputs : results));
            }
        }
        finally
        {
            values.Dispose();
            if (rented is not null)
                ArrayPool<nint>.Shared.Return(rented);
            GC.KeepAlive(this);
        }
    }
}
