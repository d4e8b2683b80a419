namespace OrleansML.Client;

/// <summary>Lists of training runs and scoring jobs.</summary>
internal static class RunCatalog
{
    public const int DefaultList = 100;

    private const int LongestList = 1_000;

    /// <summary>How the last of them stand, newest first.</summary>
    /// <param name="most">Most of them, 1 to 1,000.</param>
    /// <param name="list">Their ids, newest last.</param>
    /// <param name="getStatus">How one stands.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is out of its range.</exception>
    public static async Task<T[]> ReadAsync<T>(int most, Func<ValueTask<string[]>> list, Func<string, Task<T>> getStatus)
        where T : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, LongestList);
        var ids = await list();
        var statuses = await Task.WhenAll(ids.Reverse().Take(most).Select(id => FindAsync(id, getStatus)));
        return [.. statuses.OfType<T>()];
    }

    // An id is in the catalog before what it names is stored.
    private static async Task<T?> FindAsync<T>(string id, Func<string, Task<T>> getStatus)
        where T : class
    {
        try
        {
            return await getStatus(id);
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.RunNotFound)
        {
            return null;
        }
    }
}
