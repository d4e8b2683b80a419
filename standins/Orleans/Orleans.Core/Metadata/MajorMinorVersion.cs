using System.Globalization;

namespace Orleans.Metadata;

/// <summary>The version of a cluster manifest.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct MajorMinorVersion(long majorVersion, long minorVersion)
    : IComparable<MajorMinorVersion>, IEquatable<MajorMinorVersion>
{
    [Id(0)]
    public long Major { get; } = majorVersion;

    [Id(1)]
    public long Minor { get; } = minorVersion;

    public static MajorMinorVersion Zero => new(0, 0);

    public static MajorMinorVersion MinValue => new(long.MinValue, long.MinValue);

    public static MajorMinorVersion Parse(string value)
    {
        var separator = value.IndexOf('.');
        return separator > 0
            ? new(long.Parse(value.AsSpan(0, separator), CultureInfo.InvariantCulture), long.Parse(
                value.AsSpan(separator + 1), CultureInfo.InvariantCulture))
            : throw new FormatException($"'{value}' is not a version. Expected 'major.minor'.");
    }

    public int CompareTo(MajorMinorVersion other)
    {
        var major = Major.CompareTo(other.Major);
        return major != 0 ? major : Minor.CompareTo(other.Minor);
    }

    public bool Equals(MajorMinorVersion other) => Major == other.Major && Minor == other.Minor;

    public override bool Equals(object? obj) => obj is MajorMinorVersion other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Major, Minor);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    public static bool operator ==(MajorMinorVersion left, MajorMinorVersion right) => left.Equals(right);

    public static bool operator !=(MajorMinorVersion left, MajorMinorVersion right) => !left.Equals(right);

    public static bool operator >(MajorMinorVersion left, MajorMinorVersion right) => left.CompareTo(right) > 0;

    public static bool operator <(MajorMinorVersion left, MajorMinorVersion right) => left.CompareTo(right) < 0;

    public static bool operator >=(MajorMinorVersion left, MajorMinorVersion right) => left.CompareTo(right) >= 0;

    public static bool operator <=(MajorMinorVersion left, MajorMinorVersion right) => left.CompareTo(right) <= 0;
}
