using System.Diagnostics;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>Waits for conditions by polling, with a deadline that names what was missing.</summary>
internal static class Wait
{
    /// <summary>How long a condition may take on a busy machine before a test gives up.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(10);

    public static Task UntilAsync(Func<bool> condition, string expectation) =>
        UntilAsync(() => Task.FromResult(condition()), expectation);

    public static async Task UntilAsync(Func<Task<bool>> condition, string expectation, TimeSpan? deadline = null)
    {
        var most = deadline ?? Deadline;
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < most, $"Not seen within {most.TotalSeconds} s: {expectation}.");
            await Task.Delay(PollPeriod);
        }
    }

    /// <summary>Awaits a task that must finish before the deadline, so that a lost reply fails the test instead of hanging it.</summary>
    public static Task<T> ForAsync<T>(Task<T> task) => task.WaitAsync(Deadline);

    /// <inheritdoc cref="ForAsync{T}(Task{T})"/>
    public static Task ForAsync(Task task) => task.WaitAsync(Deadline);
}
