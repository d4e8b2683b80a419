namespace TorchSharp.Native;

/// <summary>Restores what was in force on this thread; to be disposed there, last entered first.</summary>
internal sealed class GradientMode(nint mode) : IDisposable
{
    private nint _mode = mode;

    public static GradientMode Gradients(bool enabled) => new(Shim.Check(Shim.EnterGradMode(enabled ? 1 : 0)));

    public static GradientMode Inference(bool enabled) => new(Shim.Check(Shim.EnterInferenceMode(enabled ? 1 : 0)));

    // No finalizer: it would run on another thread and change the mode there.
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _mode, 0) is var mode && mode != 0)
            Shim.LeaveMode(mode);
    }
}
