using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>Makes the address of an entity: <c>{key}</c> is replaced by the key, percent-encoded, in path or query, never in the host.</summary>
internal sealed class HttpAddress
{
    private const string Setting = SourceSettings.Url;

    private readonly SourceBinding _binding;
    private readonly string _template;

    /// <summary>Reads the setting and its secrets.</summary>
    /// <exception cref="SourceException">A secret is missing, or a key stands in the host.</exception>
    public HttpAddress(SourceBinding binding)
    {
        _binding = binding;
        _template = binding.Resolve(binding.Source.Settings[Setting], Uri.EscapeDataString);
        var host = _template.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = _template.IndexOfAny(['/', '?', '#'], host);
        // Otherwise whoever chooses the key chooses who gets the request, secrets included.
        if (_template.IndexOf('{', 0, path < 0 ? _template.Length : path) >= 0)
            throw binding.Failure(SourceFailure.Misconfigured, $"'{Setting}' has a key in its host", "Put it into the path or the query.");
    }

    /// <summary>The address of an entity.</summary>
    /// <exception cref="SourceException">The key cannot stand in an address.</exception>
    public Uri Of(FeatureValue[] key)
    {
        var text = _template;
        foreach (var column in _binding.Keys)
        {
            var value = key[column.Index].ToString();
            // As a step of a path they would lead elsewhere, however they are encoded.
            if (value is "." or "..")
                throw _binding.Failure(SourceFailure.Misconfigured, $"the key '{column.Name}' is '{value}', which no path can hold", "Rename the entity.");
            text = text.Replace("{" + column.Name + "}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? address
            : throw _binding.Failure(SourceFailure.Misconfigured, $"'{Setting}' is no address once its secrets are in place", "Correct it in the view.");
    }
}
