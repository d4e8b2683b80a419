using Orleans.Providers;

namespace OrleansML.Conformance.Management;

/// <summary>A provider that answers commands with the name of its silo.</summary>
[GenerateSerializer]
public sealed class NamingProvider : IControllable
{
    /// <summary>The name of the silo.</summary>
    [Id(0)]
    public string Silo { get; set; } = string.Empty;

    public Task<object?> ExecuteCommand(int command, object? arg) => Task.FromResult<object?>($"{Silo}: {command} of {arg}");
}
