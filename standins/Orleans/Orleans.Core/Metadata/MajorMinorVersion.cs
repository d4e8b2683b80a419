using System.Globalization;

namespace Orleans.Metadata;

/// <summary>The version of a cluster manifest.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct MajorMinorVersion(long majorVersion, long minorVersion)
    : IComparable<MajorMinorVersion>, IEquatable<MajorMinorVersion>
{
    /// <summary>The part that counts first.</summary>
    [Id(0)]
    public long Major { get; } = majorVersion;

    /// <summary>The part that counts where the major ones are equal.</summary>
    [Id(1)]
    public long Minor { get; } = minorVersion;

    /// <summary>Version 0.0.</summary>
    public static MajorMinorVersion Zero => new(0, 0);

    /// <summary>The version before all others.</summary>
    public static MajorMinorVersion MinValue => new(long.MinValue, long.MinValue);

    /// <summary>Reads <c>major.minor</c>, and throws <see cref="FormatException"/> for anything else.</summary>
    public static MajorMinorVersion Parse(string value)
    {
        var separator = value.IndexOf('.');
        return separator > 0
            ? new(long.Parse(value.AsSpan(0, separator), CultureInfo.InvariantCulture), long.Parse(
                value.AsSpan(separator + 1), CultureInfo.InvariantCulture))
            : throw new FormatException($"'{value}' is not a version. Expected 'major.minor'.");
    }

    /// <inheritdoc/>
    public int CompareTo(MajorMinorVersion other)
    {
        var major = Major.CompareTo(other.Major);
        return major != 0 ? major : Minor.CompareTo(other.Minor);
    }

    /// <inheritdoc/>
    public bool Equals(MajorMinorVersion other) => Major == other.Major && Minor == other.Minor;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MajorMinorVersion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Major, Minor);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    /// <summary>Whether both are equal.</summary>
    public static bool operator ==(MajorMinorVersion left, MajorMinorVersion right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(MajorMinorVersion left, MajorMinorVersion right) => !left.Equals(right);

    /// <summary>Whether the left one is greater.</summary>
    public static bool operator >(MajorMinorVersion left, MajorMinorVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is less.</summary>
    public static bool operator <(MajorMinorVersion left, MajorMinorVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is greater or equal.</summary>
    public static bool operator >=(MajorMinorVersion left, MajorMinorVersion right) => left.CompareTo(right) >= 0;

    /// <summary>Whether the left one is less or equal.</summary>
    public static bool operator <=(MajorMinorVersion left, MajorMinorVersion right) => left.CompareTo(right) <= 0;
}
