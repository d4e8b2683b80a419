using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A loaded model. Runs may be started from any number of threads at once.</summary>
public unsafe partial class InferenceSession : IDisposable
{
    private readonly NativeObjectHandle _handle;
    private readonly Dictionary<string, NodeMetadata> _inputMetadata;
    private readonly Dictionary<string, NodeMetadata> _outputMetadata;
    private readonly Dictionary<string, NodeMetadata> _overridableInitializerMetadata;
    private readonly List<string> _inputNames;
    private readonly List<string> _outputNames;
    private readonly Utf8Names _inputPointers;
    private readonly Utf8Names _outputPointers;
    private ModelMetadata? _modelMetadata;

    /// <summary>Loads a model from a file with default options.</summary>
    /// <exception cref="OnnxRuntimeException">The file is missing, is not a model, or asks for what ONNX Runtime lacks.</exception>
    public InferenceSession(string modelPath)
        : this(CreateWithDefaults(options => CreateNative(modelPath, options)))
    {
    }

    /// <summary>Loads a model from a file.</summary>
    /// <exception cref="OnnxRuntimeException">The file is missing, is not a model, or asks for what ONNX Runtime lacks.</exception>
    public InferenceSession(string modelPath, SessionOptions options)
        : this(CreateNative(modelPath, options))
    {
    }

    /// <summary>Loads a model from memory with default options. The array is not used afterwards.</summary>
    /// <exception cref="OnnxRuntimeException">The bytes are not a model, or ask for what ONNX Runtime lacks.</exception>
    public InferenceSession(byte[] model)
        : this(CreateWithDefaults(options => CreateNative(model, options)))
    {
    }

    /// <summary>Loads a model from memory. The array is not used afterwards.</summary>
    /// <exception cref="OnnxRuntimeException">The bytes are not a model, or ask for what ONNX Runtime lacks.</exception>
    public InferenceSession(byte[] model, SessionOptions options)
        : this(CreateNative(model, options))
    {
    }

    private InferenceSession(NativeObjectHandle handle)
    {
        _handle = handle;
        try
        {
            (_inputNames, _inputMetadata) = SessionNodes.ReadInputs(handle);
            (_outputNames, _outputMetadata) = SessionNodes.ReadOutputs(handle);
            (_, _overridableInitializerMetadata) = SessionNodes.ReadOverridableInitializers(handle);
            _inputPointers = new Utf8Names([.. _inputNames, .. _overridableInitializerMetadata.Keys]);
            _outputPointers = new Utf8Names(_outputNames);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The types of the inputs, by name.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata => _inputMetadata;

    /// <summary>The names of the inputs, in the model's order.</summary>
    public IReadOnlyList<string> InputNames => _inputNames;

    /// <summary>The types of the outputs, by name.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => _outputMetadata;

    /// <summary>The names of the outputs, in the model's order.</summary>
    public IReadOnlyList<string> OutputNames => _outputNames;

    /// <summary>The types of initializers that a run may replace by an input, by name.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> OverridableInitializerMetadata => _overridableInitializerMetadata;

    /// <summary>What the model says about itself.</summary>
    public ModelMetadata ModelMetadata => _modelMetadata ??= new ModelMetadata(_handle);

    /// <summary>When profiling started, in nanoseconds of a monotonic clock.</summary>
    public ulong ProfilingStartTimeNs
    {
        get
        {
            using var session = new HandleScope(_handle);
            ulong time;
            OrtStatus.ThrowIfFailed(OrtApi.SessionGetProfilingStartTimeNs(session.Value, &time));
            return time;
        }
    }

    internal SafeHandle Handle => _handle;

    /// <summary>Ends profiling.</summary>
    /// <returns>The path of the profile.</returns>
    public string EndProfiling()
    {
        using var session = new HandleScope(_handle);
        nint path;
        OrtStatus.ThrowIfFailed(OrtApi.SessionEndProfiling(session.Value, OrtAllocator.DefaultPointer, &path));
        return NativeText.TakeFromDefaultAllocator(path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Unloads the model once no run uses it any more.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _handle.Dispose();
    }

    private static NativeObjectHandle CreateWithDefaults(Func<SessionOptions, NativeObjectHandle> create)
    {
        using var options = new SessionOptions();
        return create(options);
    }

    private static NativeObjectHandle CreateNative(string modelPath, SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var path = new Utf8Text(modelPath);
        using var environment = new HandleScope(OrtEnv.Instance());
        using var optionsScope = new HandleScope(options);
        nint session;
        OrtStatus.ThrowIfFailed(OrtApi.CreateSession(environment.Value, path.Pointer, optionsScope.Value, &session));
        return new NativeObjectHandle(session, OrtApi.ReleaseSessionFunction);
    }

    private static NativeObjectHandle CreateNative(byte[] model, SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        using var environment = new HandleScope(OrtEnv.Instance());
        using var optionsScope = new HandleScope(options);
        nint session;

        // The reference to the first byte of an empty array is a valid pointer, while fixing the array itself would give null.
        fixed (byte* bytes = &MemoryMarshal.GetArrayDataReference(model))
        {
            OrtStatus.ThrowIfFailed(OrtApi.CreateSessionFromArray(
                environment.Value, bytes, (nuint)model.Length, optionsScope.Value, &session));
        }

        return new NativeObjectHandle(session, OrtApi.ReleaseSessionFunction);
    }
}
