namespace Orleans.Runtime.Directory;

/// <summary>Tells that a grain directory is registered under a name.</summary>
/// <param name="Name">The name.</param>
internal sealed record NamedDirectory(string Name);
