namespace OrleansML.Data.Sources;

/// <summary>Removes resolved secrets from texts that others wrote. Safe for concurrent use.</summary>
internal sealed class SecretRedactor
{
    private const string Mark = "[secret]";

    private readonly Lock _adding = new();
    private volatile string[] _secrets = [];

    /// <summary>Notes a secret, also as it stands in an address.</summary>
    public void Add(string? secret)
    {
        if (string.IsNullOrEmpty(secret))
            return;

        lock (_adding)
        {
            // Longest first: a secret may hold another.
            _secrets = [.. _secrets.Append(secret).Append(Uri.EscapeDataString(secret)).Distinct().OrderByDescending(known => known.Length)];
        }
    }

    public string Redact(string text)
    {
        foreach (var secret in _secrets)
            text = text.Replace(secret, Mark, StringComparison.Ordinal);
        return text;
    }
}
