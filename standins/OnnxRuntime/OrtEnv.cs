using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The process-wide environment of ONNX Runtime. It is created on first use and may be asked for from any thread.</summary>
public sealed unsafe class OrtEnv : SafeHandle
{
    private const OrtLoggingLevel DefaultLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;

    private static readonly Lock Gate = new();
    private static OrtEnv? Current;

    private OrtLoggingLevel _logLevel = DefaultLogLevel;

    private OrtEnv(nint environment)
        : base(0, ownsHandle: true) => SetHandle(environment);

    /// <summary>Whether the environment exists.</summary>
    public static bool IsCreated
    {
        get
        {
            lock (Gate)
                return Current is not null;
        }
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The severity from which log lines are written; warnings by default.</summary>
    public OrtLoggingLevel EnvLogLevel
    {
        get => _logLevel;
        set
        {
            using var environment = new HandleScope(this);
            OrtStatus.ThrowIfFailed(OrtApi.UpdateEnvWithCustomLogLevel(environment.Value, (int)value));
            _logLevel = value;
        }
    }

    /// <summary>Returns the environment, which is created where it does not exist yet.</summary>
    /// <exception cref="DllNotFoundException">The native library is missing.</exception>
    public static OrtEnv Instance()
    {
        lock (Gate)
            return Current ??= Create();
    }

    /// <summary>Switches platform telemetry on, where the platform has it.</summary>
    public void EnableTelemetryEvents()
    {
        using var environment = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.EnableTelemetryEvents(environment.Value));
    }

    /// <summary>Switches platform telemetry off.</summary>
    public void DisableTelemetryEvents()
    {
        using var environment = new HandleScope(this);
        OrtStatus.ThrowIfFailed(OrtApi.DisableTelemetryEvents(environment.Value));
    }

    /// <summary>The version of the native library, such as <c>1.30.0</c>.</summary>
    public string GetVersionString() => OrtLibrary.VersionString;

    /// <summary>The execution providers that the native library was built with, in order of preference.</summary>
    public string[] GetAvailableProviders()
    {
        nint* names;
        int count;
        OrtStatus.ThrowIfFailed(OrtApi.GetAvailableProviders(&names, &count));
        try
        {
            var providers = new string[count];
            for (var index = 0; index < count; index++)
                providers[index] = Marshal.PtrToStringUTF8(names[index]) ?? string.Empty;
            return providers;
        }
        finally
        {
            OrtStatus.ThrowIfFailed(OrtApi.ReleaseAvailableProviders(names, count));
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        lock (Gate)
        {
            if (ReferenceEquals(Current, this))
                Current = null;
        }

        OrtApi.ReleaseEnv(handle);
        return true;
    }

    private static OrtEnv Create()
    {
        OrtLibrary.Demand();
        nint environment;
        fixed (byte* logId = "CSharpOnnxRuntime"u8)
            OrtStatus.ThrowIfFailed(OrtApi.CreateEnv((int)DefaultLogLevel, logId, &environment));
        return new OrtEnv(environment);
    }
}
