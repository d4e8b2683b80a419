using OrleansML.Registry;

namespace OrleansML.Gateway.Api;

/// <summary>One version of a model.</summary>
public sealed record ModelVersionInfo
{
    /// <summary>Version, 1 or more.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of the package, in lower-case hexadecimal.</summary>
    public required string Package { get; init; }

    /// <summary>Size of the package in bytes.</summary>
    public required long PackageBytes { get; init; }

    /// <summary>SHA-256 of the file that was pushed.</summary>
    public required string Artifact { get; init; }

    /// <summary>SHA-256 of the package's signature; null when nobody signed it.</summary>
    public string? Signature { get; init; }

    /// <summary>When it was pushed.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Format and runtime, such as <c>onnx_onnxruntime</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>What the model is for; empty when not given.</summary>
    public required string Summary { get; init; }

    /// <summary>Pool of silos that serve it.</summary>
    public required string Pool { get; init; }

    /// <summary>Replicas in that pool.</summary>
    public required int Replicas { get; init; }

    /// <summary>Most rows computed together.</summary>
    public required int MaximumBatchRows { get; init; }

    /// <summary>Longest wait for others to join a batch, in milliseconds.</summary>
    public required double MaximumBatchDelayMilliseconds { get; init; }

    /// <summary>Memory that a loaded copy is expected to take, in bytes.</summary>
    public required long EstimatedBytes { get; init; }

    /// <summary>Inputs in the model's order.</summary>
    public required TensorInfo[] Inputs { get; init; }

    /// <summary>Outputs in the model's order.</summary>
    public required TensorInfo[] Outputs { get; init; }

    /// <summary>What had to be repaired in the pushed model before it could be loaded; empty when it was loaded as it is.</summary>
    public string[] Repairs { get; init; } = [];

    /// <summary>Converts what the registry knows.</summary>
    public static ModelVersionInfo From(ModelVersion version) => new()
    {
        Version = version.Version,
        Package = version.Package,
        PackageBytes = version.PackageBytes,
        Artifact = version.Artifact,
        Signature = version.Signature,
        RegisteredAt = version.RegisteredAt,
        Platform = version.Description.Platform,
        Summary = version.Description.Summary,
        Pool = version.Description.Pool,
        Replicas = version.Description.Replicas,
        MaximumBatchRows = version.Description.MaximumBatchRows,
        MaximumBatchDelayMilliseconds = version.Description.MaximumBatchDelay.TotalMilliseconds,
        EstimatedBytes = version.Description.EstimatedBytes,
        Inputs = Array.ConvertAll(version.Description.Inputs, TensorInfo.From),
        Outputs = Array.ConvertAll(version.Description.Outputs, TensorInfo.From),
        Repairs = version.Description.Repairs ?? [],
    };
}
