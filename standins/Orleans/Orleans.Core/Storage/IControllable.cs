namespace Orleans.Providers;

/// <summary>A provider that takes commands from the management grain.</summary>
public interface IControllable
{
    Task<object?> ExecuteCommand(int command, object? arg);
}
