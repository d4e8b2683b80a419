using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Writes a tensor to a file, in libtorch's format.</summary>
    /// <exception cref="ExternalException">The file cannot be written.</exception>
    public static void save(Tensor t, string location) => t.save(location);

    /// <summary>Reads a tensor from a file in libtorch's format.</summary>
    /// <exception cref="ExternalException">The file cannot be read.</exception>
    public static Tensor load(string location) => Tensor.load(location);
}
