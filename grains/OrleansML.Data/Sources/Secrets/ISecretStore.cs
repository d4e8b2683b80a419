namespace OrleansML.Data.Sources;

/// <summary>Knows secrets by name. Asked again when a source refuses what it gave, so that a rotated secret is found.</summary>
public interface ISecretStore
{
    /// <summary>The secret of a name.</summary>
    /// <param name="name">A-Z, 0-9 and _, starting with a letter, at most 64 characters.</param>
    /// <exception cref="SecretMissingException">There is none; the message says where it was looked for.</exception>
    string Get(string name);
}
