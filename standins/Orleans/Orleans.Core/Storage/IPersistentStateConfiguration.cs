namespace Orleans.Runtime;

/// <summary>The name of a stored object and of the provider that keeps it.</summary>
public interface IPersistentStateConfiguration
{
    /// <summary>The name of the stored object.</summary>
    string StateName { get; }

    /// <summary>The name of the provider; null or empty means the default one.</summary>
    string? StorageName { get; }
}
