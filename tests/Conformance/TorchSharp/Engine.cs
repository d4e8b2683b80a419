using System.Reflection;
using TorchSharp;

// Seeds, numbers of threads and counts of live tensors belong to the process, so tests take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace OrleansML.Conformance.TorchSharp;

/// <summary>The engine under test.</summary>
internal static class Engine
{
    private static readonly Lazy<string?> Failure = new(Try);

    /// <summary>Why the native library cannot be used here, or null where it can.</summary>
    public static string? MissingBecause => Failure.Value;

    /// <summary>Whether the tests run on the stand-in.</summary>
    public static bool IsStandIn { get; } = typeof(Engine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "TorchEngine").Value == "standin";

    // Only the official package may be missing: its native library is built for newer systems than the other engines need.
    private static string? Try()
    {
        if (IsStandIn)
            return null;
        try
        {
            using var tensor = torch.tensor(1f);
            return null;
        }
        catch (Exception error)
        {
            return $"The native library of the official TorchSharp does not load here: {error.GetBaseException().Message.Split('\n')[0]}";
        }
    }
}
