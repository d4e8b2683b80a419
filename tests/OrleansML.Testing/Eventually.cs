using System.Diagnostics;

namespace OrleansML.Testing;

/// <summary>Waits for a condition instead of for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks again and again until the condition holds.</summary>
    /// <param name="condition">What is awaited.</param>
    /// <param name="description">What it is, for the failure's text.</param>
    /// <param name="deadline">Longest wait; 30 s when null.</param>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string description, TimeSpan? deadline = null)
    {
        var limit = deadline ?? TimeSpan.FromSeconds(30);
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
                throw new TimeoutException($"After {limit} this did not hold: {description}.");

            await Task.Delay(Pause);
        }
    }

    /// <inheritdoc cref="HoldsAsync(Func{Task{bool}}, string, TimeSpan?)"/>
    public static Task HoldsAsync(Func<bool> condition, string description, TimeSpan? deadline = null) =>
        HoldsAsync(() => Task.FromResult(condition()), description, deadline);
}
