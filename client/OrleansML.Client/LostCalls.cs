namespace OrleansML.Client;

/// <summary>Turns the ways in which a call to the cluster can get lost into <see cref="ErrorCode.Unavailable"/>.</summary>
internal static class LostCalls
{
    public static async Task<T> Translate<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (IsLost(exception))
        {
            throw ToUnavailable(exception);
        }
    }

    public static bool IsLost(Exception exception) => exception is TimeoutException or OrleansException or ObjectDisposedException;

    public static OrleansMLException ToUnavailable(Exception exception) =>
        new(ErrorCode.Unavailable, $"The cluster gave no answer, and whether the call took effect is unknown: {exception.Message}", exception);
}
