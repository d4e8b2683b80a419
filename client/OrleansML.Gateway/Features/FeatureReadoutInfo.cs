using System.Text.Json;

namespace OrleansML.Gateway.Features;

/// <summary>One feature of one entity.</summary>
public sealed record FeatureReadoutInfo
{
    /// <summary>A text, a number, true, false, or null when none is known; <c>***</c> stands for a private value.</summary>
    public required JsonElement Value { get; init; }

    /// <summary><c>fresh</c>, <c>stale</c>, <c>expired</c>, <c>default</c> or <c>missing</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Time since the value became true, in seconds; left out when none is known.</summary>
    public double? AgeSeconds { get; init; }

    /// <summary>When it became true.</summary>
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>When it arrived.</summary>
    public DateTimeOffset? IngestTime { get; init; }

    /// <summary>The source it came from; left out where it has several.</summary>
    public string? Source { get; init; }
}
