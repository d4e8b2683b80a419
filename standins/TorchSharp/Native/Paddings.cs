namespace TorchSharp.Native;

/// <summary>libtorch's names of paddings.</summary>
internal static class Paddings
{
    public static string Text(PaddingModes mode) => mode switch
    {
        PaddingModes.Reflect => "reflect",
        PaddingModes.Replicate => "replicate",
        PaddingModes.Circular => "circular",
        _ => "constant",
    };
}
