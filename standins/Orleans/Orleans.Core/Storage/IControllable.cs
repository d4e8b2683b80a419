namespace Orleans.Providers;

/// <summary>A provider that takes commands from the management grain.</summary>
public interface IControllable
{
    /// <summary>Carries out a command, whose number and argument the provider defines, and returns the answer.</summary>
    Task<object?> ExecuteCommand(int command, object? arg);
}
