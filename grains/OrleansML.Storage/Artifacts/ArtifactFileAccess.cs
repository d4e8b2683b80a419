namespace OrleansML.Storage.Artifacts;

/// <summary>
/// Runs blocking file operations on a bounded number of pool threads and turns their errors into <see cref="ArtifactStoreException"/>.
/// </summary>
internal sealed class ArtifactFileAccess(string rootPath, int maximumConcurrency)
{
    private readonly TaskFactory _factory = new(
        new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, maximumConcurrency).ConcurrentScheduler);

    /// <summary>Runs the operation off the calling thread.</summary>
    /// <param name="what">What is being done, as in "cannot be written"; part of the message on failure.</param>
    /// <param name="operation">The blocking work.</param>
    /// <param name="cancellationToken">Withdraws the operation while it waits for its turn.</param>
    public async Task<TResult> RunAsync<TResult>(string what, Func<TResult> operation, CancellationToken cancellationToken)
    {
        try
        {
            return await _factory.StartNew(operation, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArtifactStoreException(ArtifactStoreError.Unavailable,
                $"The artifact store '{rootPath}' cannot {what}: {exception.Message} " +
                "Give this process write permission for the directory and free space on its disk, or configure another " +
                $"{ArtifactStoreOptions.Section}:{nameof(ArtifactStoreOptions.RootPath)}.", exception);
        }
    }
}
