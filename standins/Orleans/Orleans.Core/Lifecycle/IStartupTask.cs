namespace Orleans.Runtime;

/// <summary>Runs once when a silo has started.</summary>
public interface IStartupTask
{
    Task Execute(CancellationToken cancellationToken);
}
