using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How many threads an operator may use; it is set for the whole process.</summary>
    public static int get_num_threads() => Shim.GetThreads(0);

    /// <summary>Sets how many threads an operator may use.</summary>
    /// <exception cref="ExternalException">The number is not positive.</exception>
    public static void set_num_threads(int num) => Shim.Check(Shim.SetThreads(0, num));

    /// <summary>How many operators may run side by side.</summary>
    public static int get_num_interop_threads() => Shim.GetThreads(1);

    /// <summary>Sets how many operators may run side by side; once, before the first of them.</summary>
    /// <exception cref="ExternalException">The number is not positive, or operators have run already.</exception>
    public static void set_num_interop_threads(int num) => Shim.Check(Shim.SetThreads(1, num));
}
