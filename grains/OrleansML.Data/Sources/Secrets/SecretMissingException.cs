namespace OrleansML.Data.Sources;

/// <summary>A secret is not there. The message names it and says where it was looked for.</summary>
public sealed class SecretMissingException(string message) : Exception(message);
