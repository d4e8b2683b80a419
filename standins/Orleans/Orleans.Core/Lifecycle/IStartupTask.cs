namespace Orleans.Runtime;

/// <summary>Runs once when a silo has started.</summary>
public interface IStartupTask
{
    /// <summary>Does the work; a failure stops the start of the silo.</summary>
    Task Execute(CancellationToken cancellationToken);
}
