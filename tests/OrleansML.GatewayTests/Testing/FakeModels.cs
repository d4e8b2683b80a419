using OrleansML.Models;
using OrleansML.Registry;
using OrleansML.Tensors;

namespace OrleansML.GatewayTests.Testing;

/// <summary>The models that the fake cluster knows from the start.</summary>
internal static class FakeModels
{
    /// <summary>Answers its inputs as outputs of the same names.</summary>
    public const string Echo = "echo";

    /// <summary>Waits until its request is cancelled.</summary>
    public const string Slow = "slow";

    /// <summary>Fails with an exception that is nobody's contract.</summary>
    public const string Crash = "crash";

    /// <summary>Is not ready until it was warmed.</summary>
    public const string Loading = "loading";

    /// <summary>Like <see cref="Loading"/>, for the check of required models.</summary>
    public const string Needed = "needed";

    /// <summary>Waits until the test lets it answer.</summary>
    public const string Held = "held";

    /// <summary>Gets lost three times, then answers.</summary>
    public const string Flaky = "flaky";

    /// <summary>Start of the names of models that fail with the error code behind it.</summary>
    public const string Fails = "fails-";

    public const string RawRows = "raw-rows";
    public const string RawText = "raw-text";
    public const string RawTwoFree = "raw-two-free";
    public const string RawThreeFree = "raw-three-free";

    public static ServingSnapshot Initial(string name)
    {
        ModelVersion[] versions = name switch
        {
            Echo => [Version(1, Input("x", TensorType.Float32, -1, 3)), Version(2, Input("x", TensorType.Float32, -1, 3))],
            RawRows => [Version(1, Input("x", TensorType.Float32, -1, 2))],
            RawText => [Version(1, Input("x", TensorType.String, -1, 1))],
            RawTwoFree => [Version(1, Input("x", TensorType.UInt8, -1, -1, 3))],
            RawThreeFree => [Version(1, Input("x", TensorType.UInt8, -1, -1, -1))],
            "raw-two-inputs" => [Version(1, Input("a", TensorType.UInt8, 1), Input("b", TensorType.UInt8, 1))],
            Slow or Crash or Loading or Needed or Held or Flaky => [Version(1, Input("x", TensorType.Float32, -1, 3))],
            _ when name.StartsWith(Fails, StringComparison.Ordinal) => [Version(1, Input("x", TensorType.Float32, -1, 3))],
            _ => [],
        };
        return new ServingSnapshot { Model = name, Revision = versions.Length, Champion = versions.Length == 0 ? 0 : 1, Versions = versions };
    }

    public static ModelVersion Version(int version, params TensorMetadata[] inputs) => new()
    {
        Version = version,
        Package = new string('a', 64),
        PackageBytes = 1234,
        Artifact = new string('b', 64),
        RegisteredAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Description = new ModelDescription
        {
            Platform = "onnx_onnxruntime",
            Inputs = inputs,
            Outputs = inputs,
            Pool = "cpu",
            Replicas = 1,
            MaximumBatchRows = 64,
            MaximumBatchDelay = TimeSpan.FromMilliseconds(2),
            EstimatedBytes = 4096,
        },
    };

    private static TensorMetadata Input(string name, TensorType type, params long[] shape) => new() { Name = name, Type = type, Shape = shape };
}
