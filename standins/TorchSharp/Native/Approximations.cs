namespace TorchSharp.Native;

/// <summary>libtorch's names of approximations.</summary>
internal static class Approximations
{
    public static string Text(this Modules.GELU.Approximate approximation) =>
        approximation == Modules.GELU.Approximate.tanh ? "tanh" : "none";
}
