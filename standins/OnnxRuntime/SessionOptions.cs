using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>How a model is loaded and run. A session takes a copy, so the options may be disposed or reused afterwards.</summary>
public unsafe partial class SessionOptions : SafeHandle
{
    private bool _enableMemoryPattern = true;
    private bool _enableCpuMemArena = true;
    private bool _enableProfiling;
    private string _optimizedModelFilePath = string.Empty;
    private string _logId = string.Empty;
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private int _logVerbosityLevel;
    private int _intraOpNumThreads;
    private int _interOpNumThreads;
    private GraphOptimizationLevel _graphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
    private ExecutionMode _executionMode = ExecutionMode.ORT_SEQUENTIAL;

    /// <summary>Creates options with ONNX Runtime's defaults.</summary>
    public SessionOptions()
        : base(0, ownsHandle: true)
    {
        OrtLibrary.Demand();
        nint options;
        OrtStatus.ThrowIfFailed(OrtApi.CreateSessionOptions(&options));
        SetHandle(options);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Whether the memory layout of a run is planned ahead where shapes are fixed; true by default.</summary>
    public bool EnableMemoryPattern
    {
        get => _enableMemoryPattern;
        set
        {
            using var options = new HandleScope(this);
            OrtStatus.ThrowIfFailed(value ? OrtApi.EnableMemPattern(options.Value) : OrtApi.DisableMemPattern(options.Value));
            _enableMemoryPattern = value;
        }
    }

    /// <summary>Where a profile is written; a date and <c>.json</c> are appended. <c>onnxruntime_profile_</c> by default.</summary>
    public string ProfileOutputPathPrefix { get; set; } = "onnxruntime_profile_";

    /// <summary>Whether a profile is written; false by default. Set <see cref="ProfileOutputPathPrefix"/> first.</summary>
    public bool EnableProfiling
    {
        get => _enableProfiling;
        set
        {
            if (value)
                SetText(ProfileOutputPathPrefix, OrtApi.EnableProfiling);
            else
                DisableProfiling();
            _enableProfiling = value;
        }
    }

    /// <summary>Where the optimized model is written when a model is loaded; empty, the default, for nowhere.</summary>
    public string OptimizedModelFilePath
    {
        get => _optimizedModelFilePath;
        set
        {
            SetText(value, OrtApi.SetOptimizedModelFilePath);
            _optimizedModelFilePath = value;
        }
    }

    /// <summary>Whether CPU memory comes from an arena that keeps freed blocks; true by default.</summary>
    public bool EnableCpuMemArena
    {
        get => _enableCpuMemArena;
        set
        {
            using var options = new HandleScope(this);
            OrtStatus.ThrowIfFailed(value ? OrtApi.EnableCpuMemArena(options.Value) : OrtApi.DisableCpuMemArena(options.Value));
            _enableCpuMemArena = value;
        }
    }

    /// <summary>A name that log lines of the session carry; empty by default.</summary>
    public string LogId
    {
        get => _logId;
        set
        {
            SetText(value, OrtApi.SetSessionLogId);
            _logId = value;
        }
    }

    /// <summary>The severity from which log lines are written; warnings by default.</summary>
    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set => Set(ref _logSeverityLevel, value, OrtApi.SetSessionLogSeverityLevel, (int)value);
    }

    /// <summary>How much is logged where the severity is verbose; 0 by default.</summary>
    public int LogVerbosityLevel
    {
        get => _logVerbosityLevel;
        set => Set(ref _logVerbosityLevel, value, OrtApi.SetSessionLogVerbosityLevel, value);
    }

    /// <summary>Threads within one operator; 0, the default, lets ONNX Runtime choose, and 1 uses the calling thread only.</summary>
    public int IntraOpNumThreads
    {
        get => _intraOpNumThreads;
        set => Set(ref _intraOpNumThreads, value, OrtApi.SetIntraOpNumThreads, value);
    }

    /// <summary>Threads across operators in parallel mode; 0, the default, lets ONNX Runtime choose.</summary>
    public int InterOpNumThreads
    {
        get => _interOpNumThreads;
        set => Set(ref _interOpNumThreads, value, OrtApi.SetInterOpNumThreads, value);
    }

    /// <summary>Which graph optimizations are applied; all by default.</summary>
    /// <exception cref="OnnxRuntimeException">Not one of the levels.</exception>
    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get => _graphOptimizationLevel;
        set => Set(ref _graphOptimizationLevel, value, OrtApi.SetSessionGraphOptimizationLevel, (int)value);
    }

    /// <summary>How nodes are run; one after the other by default.</summary>
    public ExecutionMode ExecutionMode
    {
        get => _executionMode;
        set => Set(ref _executionMode, value, OrtApi.SetSessionExecutionMode, (int)value);
    }

    /// <summary>Sets one of ONNX Runtime's named session options.</summary>
    /// <exception cref="OnnxRuntimeException">The key is empty, or key or value are too long.</exception>
    public void AddSessionConfigEntry(string configKey, string configValue)
    {
        using var key = new Utf8Text(configKey);
        using var value = new Utf8Text(configValue);
        using var options = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.AddSessionConfigEntry(options.Value, key.Pointer, value.Pointer));
    }

    /// <summary>Fixes a dimension that the model leaves open, by the name the model gives it.</summary>
    public void AddFreeDimensionOverrideByName(string dimName, long dimValue)
    {
        using var name = new Utf8Text(dimName);
        using var options = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.AddFreeDimensionOverrideByName(options.Value, name.Pointer, dimValue));
    }

    /// <summary>While true, loading a model with these options stops with an error as soon as it can.</summary>
    public void SetLoadCancellationFlag(bool value)
    {
        using var options = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.SetLoadCancellationFlag(options.Value, value ? (byte)1 : (byte)0));
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseSessionOptions(handle);
        return true;
    }

    private void DisableProfiling()
    {
        using var options = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.DisableProfiling(options.Value));
    }

    private void Set<T>(ref T field, T value, Func<nint, int, nint> setter, int native)
    {
        using var options = new HandleScope(this);
        OrtStatus.ThrowIfFailed(setter(options.Value, native));
        field = value;
    }

    private void SetText(string value, TextSetter setter)
    {
        using var text = new Utf8Text(value);
        using var options = new HandleScope(this);
        OrtStatus.ThrowIfFailed(setter(options.Value, text.Pointer));
    }

    private delegate nint TextSetter(nint options, byte* text);
}
