namespace TorchSharp.Native;

/// <summary>libtorch's names of rounding modes.</summary>
internal static class RoundingModes
{
    public static string? Text(torch.RoundingMode mode) => mode switch
    {
        torch.RoundingMode.trunc => "trunc",
        torch.RoundingMode.floor => "floor",
        _ => null,
    };
}
