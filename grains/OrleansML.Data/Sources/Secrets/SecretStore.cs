using System.Text.RegularExpressions;

namespace OrleansML.Data.Sources;

/// <summary>
/// Secrets from environment variables, <c>ORLEANSML_SECRET_</c> and the name, and from a folder with one file per secret, called like it.
/// The variable wins. Line ends at the end of a file do not belong to the secret.
/// </summary>
/// <param name="folder">The folder; null when there is none.</param>
public sealed partial class SecretStore(string? folder = null) : ISecretStore
{
    private const string Prefix = "ORLEANSML_SECRET_";
    private const int MaximumLength = 64 * 1024;

    /// <inheritdoc/>
    public string Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!AllowedName().IsMatch(name))
            throw new ArgumentException("A secret's name is 1 to 64 of A-Z, 0-9 and _, starting with a letter.", nameof(name));

        if (Environment.GetEnvironmentVariable(Prefix + name) is { Length: > 0 } variable)
            return variable;
        var file = folder is null ? null : Path.Combine(folder, name);
        return file is not null && ReadFile(name, file) is { Length: > 0 } content
            ? content
            : throw Missing(name, file is null ? "no folder of secrets is configured" : $"the file '{file}' is missing or empty");
    }

    private static string? ReadFile(string name, string file)
    {
        try
        {
            var info = new FileInfo(file);
            if (!info.Exists)
                return null;
            if (info.Length > MaximumLength)
                throw Missing(name, $"the file '{file}' has {info.Length} bytes; at most {MaximumLength} are allowed");
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Missing(name, $"the file '{file}' cannot be read ({exception.GetType().Name})");
        }
    }

    private static SecretMissingException Missing(string name, string place) =>
        new($"There is no secret '{name}': the environment variable '{Prefix}{name}' is not set, and {place}. Provide one of them.");

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]{0,63}\z")]
    private static partial Regex AllowedName();
}
