using System.Globalization;

namespace OrleansML.Models;

/// <summary>Key of an <see cref="IModelGrain"/>: <c>pool/model/version/replica</c>. The pool comes first because placement reads it.</summary>
/// <param name="Pool">Pool of silos that may hold the replica.</param>
/// <param name="Model">Name of the model.</param>
/// <param name="Version">Version, 1 or more.</param>
/// <param name="Replica">Index of the replica, 0 or more.</param>
public readonly record struct ModelKey(string Pool, string Model, int Version, int Replica)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pool}/{Model}/{Version}/{Replica}");

    /// <summary>Reads a key in the form that <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static ModelKey Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length == 4
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var replica))
        {
            return new ModelKey(parts[0], parts[1], version, replica);
        }

        throw new FormatException($"'{text}' is not a model key: pool/model/version/replica is expected, such as cpu/fraud/3/0.");
    }

    /// <summary>The pool of any key that starts with one: the text before the first slash.</summary>
    public static ReadOnlySpan<char> PoolOf(ReadOnlySpan<char> key)
    {
        var slash = key.IndexOf('/');
        return slash < 0 ? key : key[..slash];
    }
}
