namespace Orleans;

/// <summary>Helps with tasks that nobody awaits.</summary>
public static class PublicOrleansTaskExtensions
{
    /// <summary>Observes the exception of a task that is left to itself.</summary>
    public static void Ignore(this Task task)
    {
        if (task.IsCompletedSuccessfully) return;
        task.ContinueWith(
            static completed => _ = completed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
