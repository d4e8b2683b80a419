using System.Buffers.Text;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Numbers and GUIDs as grain keys: hexadecimal digits, then <c>+</c> and the string part of a compound key.</summary>
public static class GrainIdKeyExtensions
{
    private const byte Separator = (byte)'+';

    /// <summary>Makes a key of a number.</summary>
    public static IdSpan CreateIntegerKey(long key)
    {
        Span<byte> buffer = stackalloc byte[16];
        Utf8Formatter.TryFormat(key, buffer, out var length, 'X');
        return new(buffer[..length].ToArray());
    }

    /// <summary>Makes a compound key of a number and a text; an empty text is left out.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension)
        => string.IsNullOrWhiteSpace(keyExtension) ? CreateIntegerKey(key) : CreateIntegerKey(key, Encoding.UTF8.GetBytes(keyExtension));

    /// <summary>Makes a compound key of a number and a text; an empty text is left out.</summary>
    public static IdSpan CreateIntegerKey(long key, ReadOnlySpan<byte> keyExtension)
    {
        if (keyExtension.IsEmpty) return CreateIntegerKey(key);
        Span<byte> buffer = stackalloc byte[16];
        Utf8Formatter.TryFormat(key, buffer, out var length, 'X');
        return new([.. buffer[..length], Separator, .. keyExtension]);
    }

    /// <summary>Makes a key of a GUID.</summary>
    public static IdSpan CreateGuidKey(Guid key)
    {
        var buffer = new byte[32];
        Utf8Formatter.TryFormat(key, buffer, out _, 'N');
        return new(buffer);
    }

    /// <summary>Makes a compound key of a GUID and a text; an empty text is left out.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension)
        => string.IsNullOrWhiteSpace(keyExtension) ? CreateGuidKey(key) : CreateGuidKey(key, Encoding.UTF8.GetBytes(keyExtension));

    /// <summary>Makes a compound key of a GUID and a text; an empty text is left out.</summary>
    public static IdSpan CreateGuidKey(Guid key, ReadOnlySpan<byte> keyExtension)
    {
        if (keyExtension.IsEmpty) return CreateGuidKey(key);
        Span<byte> buffer = stackalloc byte[32];
        Utf8Formatter.TryFormat(key, buffer, out _, 'N');
        return new([.. buffer, Separator, .. keyExtension]);
    }

    /// <summary>Reads a key of a number and, if there is one, a text; returns false if it is of another kind.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var digits = Split(grainId.Key.AsSpan(), out keyExt);
        if (Utf8Parser.TryParse(digits, out key, out var consumed, 'X') && consumed == digits.Length) return true;
        keyExt = null;
        return false;
    }

    /// <summary>Reads a key of a GUID and, if there is one, a text; returns false if it is of another kind.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var digits = Split(grainId.Key.AsSpan(), out keyExt);
        if (digits.Length == 32 && Utf8Parser.TryParse(digits, out key, out var consumed, 'N') && consumed == 32) return true;
        key = default;
        keyExt = null;
        return false;
    }

    /// <summary>
    /// Reads a key of a number and, if there is one, a text; throws <see cref="ArgumentException"/> if it is of another kind.
    /// </summary>
    public static long GetIntegerKey(this GrainId grainId, out string? keyExt)
        => grainId.TryGetIntegerKey(out var key, out keyExt) ? key : throw NotA("64-bit integer", grainId);

    /// <summary>Reads the number of a key, and throws <see cref="ArgumentException"/> if it is of another kind.</summary>
    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    /// <summary>
    /// Reads a key of a GUID and, if there is one, a text; throws <see cref="ArgumentException"/> if it is of another kind.
    /// </summary>
    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt)
        => grainId.TryGetGuidKey(out var key, out keyExt) ? key : throw NotA("GUID", grainId);

    /// <summary>Reads the GUID of a key, and throws <see cref="ArgumentException"/> if it is of another kind.</summary>
    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    private static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> key, out string? extension)
    {
        var separator = key.IndexOf(Separator);
        extension = separator < 0 ? null : Encoding.UTF8.GetString(key[(separator + 1)..]);
        return separator < 0 ? key : key[..separator];
    }

    private static ArgumentException NotA(string kind, GrainId grainId)
        => new($"The key '{grainId.Key}' of grain {grainId} is not a {kind}.", nameof(grainId));
}
