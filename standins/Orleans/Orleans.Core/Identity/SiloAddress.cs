using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>The address of one incarnation of a silo or client: endpoint and generation, written <c>address:port@generation</c>.</summary>
[Immutable]
[JsonConverter(typeof(SiloAddressConverter))]
[DebuggerDisplay("SiloAddress {ToString()}")]
[SuppressReferenceTracking]
public sealed class SiloAddress
    : IEquatable<SiloAddress>, IComparable<SiloAddress>, ISpanFormattable, IParsable<SiloAddress>, IUtf8SpanParsable<SiloAddress>
{
    // Equal addresses are the same object, as in the official runtime: applications compare them with ==.
    private static readonly ConcurrentDictionary<(IPEndPoint Endpoint, int Generation), WeakReference<SiloAddress>> Known = new();

    private static readonly DateTime Epoch = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly int _hashCode;
    private uint[] _uniformHashes = [];

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
        _hashCode = (int)StableHash.ComputeHash(ToParsableString());
    }

    /// <summary>The address and port at which the silo listens.</summary>
    [Id(0)]
    public IPEndPoint Endpoint { get; }

    /// <summary>Tells a restarted silo from the one before it on the same endpoint; negative for clients.</summary>
    [Id(1)]
    public int Generation { get; }

    /// <summary>Whether this is a client rather than a silo.</summary>
    public bool IsClient => Generation < 0;

    /// <summary>The address that no silo has: all zeros.</summary>
    public static SiloAddress Zero { get; } = New(IPAddress.Any, 0, 0);

    /// <summary>The address of an endpoint and a generation; equal addresses are one object while somebody holds it.</summary>
    public static SiloAddress New(IPEndPoint ep, int gen)
    {
        ArgumentNullException.ThrowIfNull(ep);
        while (true)
        {
            var known = Known.GetOrAdd((ep, gen), static key => new(new(new IPEndPoint(key.Endpoint.Address, key.Endpoint.Port), key.Generation)));
            if (known.TryGetTarget(out var address)) return address;

            // The last one was collected; whoever removes its entry first makes the next.
            Known.TryRemove(new((ep, gen), known));
        }
    }

    /// <inheritdoc cref="New(IPEndPoint, int)"/>
    public static SiloAddress New(IPAddress address, int port, int generation) => New(new IPEndPoint(address, port), generation);

    /// <summary>
    /// Returns the whole seconds since 2022-01-01 UTC, so that a later silo on the same endpoint has a greater generation.
    /// </summary>
    public static int AllocateNewGeneration() => (int)((DateTime.UtcNow - Epoch).Ticks / TimeSpan.TicksPerSecond);

    /// <summary>Reads <c>address:port@generation</c>, and throws <see cref="FormatException"/> for anything else.</summary>
    public static SiloAddress FromParsableString(string addr) => Parse(addr);

    /// <summary>Reads <c>address:port@generation</c>, and throws <see cref="FormatException"/> for anything else.</summary>
    public static SiloAddress FromUtf8String(ReadOnlySpan<byte> addr) => Parse(addr);

    /// <summary>Reads <c>address:port@generation</c>, and throws <see cref="FormatException"/> for anything else.</summary>
    public static SiloAddress Parse(string value) => TryParse(value, out var result) ? result : throw NotAnAddress(value);

    /// <summary>Reads <c>address:port@generation</c>, and throws <see cref="FormatException"/> for anything else.</summary>
    public static SiloAddress Parse(ReadOnlySpan<byte> utf8Text) => Parse(Encoding.UTF8.GetString(utf8Text));

    /// <summary>Reads <c>address:port@generation</c>, and returns false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, [NotNullWhen(true)] out SiloAddress? result)
        => TryParse(Encoding.UTF8.GetString(utf8Text), out result);

    /// <summary>Reads <c>address:port@generation</c>, and returns false for anything else.</summary>
    public static bool TryParse(string? value, [NotNullWhen(true)] out SiloAddress? result)
    {
        result = null;
        var separator = value?.LastIndexOf('@') ?? -1;
        if (separator < 0
            || !IPEndPoint.TryParse(value.AsSpan(0, separator), out var endpoint)
            || !int.TryParse(value.AsSpan(separator + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var generation))
        {
            return false;
        }

        result = new(endpoint, generation);
        return true;
    }

    /// <inheritdoc/>
    public static SiloAddress Parse(string value, IFormatProvider? provider = null) => Parse(value);

    /// <inheritdoc/>
    public static bool TryParse(string? value, IFormatProvider? provider, [NotNullWhen(true)] out SiloAddress? result)
        => TryParse(value, out result);

    /// <inheritdoc/>
    public static SiloAddress Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider = null) => Parse(utf8Text);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, [NotNullWhen(true)] out SiloAddress? result)
        => TryParse(utf8Text, out result);

    /// <inheritdoc/>
    public bool Equals(SiloAddress? other)
        => ReferenceEquals(this, other) || (other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => _hashCode;

    /// <summary>A hash that is the same in every process.</summary>
    public int GetConsistentHashCode() => _hashCode;

    /// <summary>Returns the points that this silo owns on a ring, the same in every process.</summary>
    public ImmutableArray<uint> GetUniformHashCodes(int numHashes)
    {
        if (_uniformHashes is var known && known.Length == numHashes) return ImmutableCollectionsMarshal.AsImmutableArray(known);
        var hashes = new uint[numHashes];
        for (var i = 0; i < numHashes; i++)
        {
            hashes[i] = StableHash.ComputeHash(string.Create(CultureInfo.InvariantCulture, $"{ToParsableString()}#{i}"));
        }
        _uniformHashes = hashes;
        return ImmutableCollectionsMarshal.AsImmutableArray(hashes);
    }

    /// <summary>Whether this silo ran earlier on the endpoint of the other.</summary>
    public bool IsPredecessorOf(SiloAddress other) => Endpoint.Equals(other.Endpoint) && Generation < other.Generation;

    /// <summary>Whether this silo runs later on the endpoint of the other.</summary>
    public bool IsSuccessorOf(SiloAddress other) => Endpoint.Equals(other.Endpoint) && Generation > other.Generation;

    /// <inheritdoc/>
    public int CompareTo(SiloAddress? other)
    {
        if (other is null) return 1;
        var order = Generation.CompareTo(other.Generation);
        if (order == 0) order = Endpoint.Port.CompareTo(other.Endpoint.Port);
        return order != 0 ? order : Endpoint.Address.GetAddressBytes().AsSpan().SequenceCompareTo(other.Endpoint.Address.GetAddressBytes());
    }

    /// <summary>Returns <c>address:port@generation</c>.</summary>
    public string ToParsableString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}@{Generation}");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsClient ? 'C' : 'S')}{Endpoint}:{Generation}");

    /// <summary>Returns the text with the hash after it, as logs want it.</summary>
    public string ToStringWithHashCode() => string.Create(CultureInfo.InvariantCulture, $"{ToString()}/x{GetConsistentHashCode():X8}");

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => format == "H" ? ToStringWithHashCode() : ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => destination.TryWrite($"{(format is "H" ? ToStringWithHashCode() : ToString())}", out charsWritten);

    private static FormatException NotAnAddress(string? value)
        => new($"'{value}' is not a silo address. Expected 'address:port@generation'.");
}
