using System.Collections.Concurrent;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>Named gates at which grains of this process wait until a test opens them.</summary>
internal static class Gate
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new();

    public static void Open(string name) => Of(name).TrySetResult();

    public static Task PassAsync(string name) => Of(name).Task.WaitAsync(Wait.Deadline);

    private static TaskCompletionSource Of(string name) =>
        Gates.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
