using TorchSharp;

namespace OrleansML.Conformance.TorchSharp;

/// <summary>What only the stand-in tells, found by name: these tests are compiled against the official package too.</summary>
internal static class StandIn
{
    /// <summary>How many native tensors managed code holds; zero on the official package.</summary>
    public static long LiveTensors => (long)(Tell(nameof(LiveTensors)) ?? 0L);

    /// <summary>How libtorch was built, and the BLAS in use.</summary>
    public static string Configuration => (string)Tell(nameof(Configuration))!;

    private static object? Tell(string what) => typeof(torch).Assembly.GetType("OrleansStandIn.LibTorch")?.GetProperty(what)!.GetValue(null);
}
