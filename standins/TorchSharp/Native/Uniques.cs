namespace TorchSharp.Native;

/// <summary>The results of the operators that find distinct elements: always three, of which callers ask for some.</summary>
internal static class Uniques
{
    public static (torch.Tensor Output, torch.Tensor? Inverse, torch.Tensor? Counts) Take(
        (torch.Tensor Output, torch.Tensor Inverse, torch.Tensor Counts) found, bool inverse, bool counts) =>
        (found.Output, Keep(found.Inverse, inverse), Keep(found.Counts, counts));

    private static torch.Tensor? Keep(torch.Tensor tensor, bool wanted)
    {
        if (wanted)
            return tensor;
        tensor.Dispose();
        return null;
    }
}
