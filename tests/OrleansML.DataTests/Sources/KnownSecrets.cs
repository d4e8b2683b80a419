using OrleansML.Data.Sources;

namespace OrleansML.DataTests.Sources;

/// <summary>Secrets that a test sets.</summary>
internal sealed class KnownSecrets : Dictionary<string, string>, ISecretStore
{
    public string Get(string name) => TryGetValue(name, out var secret) ? secret : throw new SecretMissingException($"There is no secret '{name}'.");
}
