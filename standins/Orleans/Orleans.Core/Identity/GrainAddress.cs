using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>Where an activation of a grain lives.</summary>
[GenerateSerializer]
[Immutable]
public sealed class GrainAddress : IEquatable<GrainAddress>, ISpanFormattable
{
    /// <summary>The grain.</summary>
    [Id(0)]
    public GrainId GrainId { get; init; }

    /// <summary>The activation.</summary>
    [Id(1)]
    public ActivationId ActivationId { get; init; }

    /// <summary>The silo, or null if it is not known.</summary>
    [Id(2)]
    public SiloAddress? SiloAddress { get; init; }

    /// <summary>The membership view that was current when the activation was registered.</summary>
    [Id(3)]
    public MembershipVersion MembershipVersion { get; init; } = MembershipVersion.MinValue;

    /// <summary>Whether grain, activation and silo are all known.</summary>
    [JsonIgnore]
    public bool IsComplete => !GrainId.IsDefault && !ActivationId.IsDefault && SiloAddress is not null;

    /// <inheritdoc/>
    public bool Equals(GrainAddress? other)
        => ReferenceEquals(this, other) || (other is not null && Matches(other) && MembershipVersion == other.MembershipVersion);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainAddress);

    /// <summary>Whether both name the same activation; the membership version is left out of account.</summary>
    public bool Matches(GrainAddress? other)
        => other is not null && GrainId == other.GrainId && ActivationId == other.ActivationId && Equals(SiloAddress, other.SiloAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SiloAddress, GrainId, ActivationId);

    /// <summary>Returns all parts as text, the membership version included.</summary>
    public string ToFullString() => $"[{nameof(GrainAddress)} {SiloAddress} {GrainId} {ActivationId} {MembershipVersion}]";

    /// <inheritdoc/>
    public override string ToString()
        => $"[{nameof(GrainAddress)} GrainId {GrainId}, ActivationId: {ActivationId}, SiloAddress: {SiloAddress}]";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => destination.TryWrite($"{ToString()}", out charsWritten);
}
