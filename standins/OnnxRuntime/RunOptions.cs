using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Options of one or several runs, and the way to stop them. <see cref="Terminate"/> may be set from any thread.</summary>
public unsafe class RunOptions : SafeHandle
{
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private int _logVerbosityLevel;
    private string _logId = string.Empty;
    private volatile bool _terminate;

    /// <summary>Creates options with ONNX Runtime's defaults.</summary>
    public RunOptions()
        : base(0, ownsHandle: true)
    {
        OrtLibrary.Demand();
        nint options;
        OrtStatus.ThrowIfFailed(OrtApi.CreateRunOptions(&options));
        SetHandle(options);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The severity from which log lines are written; warnings by default.</summary>
    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            using var options = new HandleScope(this);
            OrtStatus.ThrowIfFailed(OrtApi.RunOptionsSetRunLogSeverityLevel(options.Value, (int)value));
            _logSeverityLevel = value;
        }
    }

    /// <summary>How much is logged where the severity is verbose; 0 by default.</summary>
    public int LogVerbosityLevel
    {
        get => _logVerbosityLevel;
        set
        {
            using var options = new HandleScope(this);
            OrtStatus.ThrowIfFailed(OrtApi.RunOptionsSetRunLogVerbosityLevel(options.Value, value));
            _logVerbosityLevel = value;
        }
    }

    /// <summary>A name that log lines of these runs carry; empty by default.</summary>
    public string LogId
    {
        get => _logId;
        set
        {
            using var text = new Utf8Text(value);
            using var options = new HandleScope(this);
            OrtStatus.ThrowIfFailed(OrtApi.RunOptionsSetRunTag(options.Value, text.Pointer));
            _logId = value;
        }
    }

    /// <summary>While true, runs with these options stop with an error as soon as they can.</summary>
    public bool Terminate
    {
        get => _terminate;
        set
        {
            using var options = new HandleScope(this);
            OrtStatus.ThrowIfFailed(value ? OrtApi.RunOptionsSetTerminate(options.Value) : OrtApi.RunOptionsUnsetTerminate(options.Value));
            _terminate = value;
        }
    }

    /// <summary>Sets one of ONNX Runtime's named run options.</summary>
    public void AddRunConfigEntry(string configKey, string configValue)
    {
        using var key = new Utf8Text(configKey);
        using var value = new Utf8Text(configValue);
        using var options = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.AddRunConfigEntry(options.Value, key.Pointer, value.Pointer));
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseRunOptions(handle);
        return true;
    }
}
