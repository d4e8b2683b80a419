namespace Orleans.Runtime;

/// <summary>The name of a stored object and of the provider that keeps it.</summary>
public interface IPersistentStateConfiguration
{
    string StateName { get; }

    string? StorageName { get; }
}
