using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Records no operations for gradients on this thread until the result is disposed there.</summary>
    public static IDisposable no_grad() => GradientMode.Gradients(false);

    /// <summary>Records operations for gradients on this thread, or not, until the result is disposed there.</summary>
    public static IDisposable enable_grad(bool enabled = true) => GradientMode.Gradients(enabled);

    /// <summary>Records operations for gradients on this thread, or not, until the result is disposed there.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => GradientMode.Gradients(mode);

    /// <summary>Whether operations are recorded for gradients on this thread.</summary>
    public static bool is_grad_enabled() => Shim.IsGradEnabled() != 0;

    /// <summary>Makes tensors that can never take part in gradients, on this thread until the result is disposed there.</summary>
    public static IDisposable inference_mode(bool mode = true) => GradientMode.Inference(mode);

    /// <summary>Whether this thread makes tensors that can never take part in gradients.</summary>
    public static bool is_inference_mode_enabled() => Shim.IsInferenceMode() != 0;
}
