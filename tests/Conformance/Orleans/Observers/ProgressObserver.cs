using System.Collections.Concurrent;

namespace OrleansML.Conformance.Observers;

/// <summary>Collects what it is told; fails when told to.</summary>
internal sealed class ProgressObserver : IProgressObserver
{
    public ConcurrentQueue<int> Steps { get; } = new();

    public ConcurrentQueue<string> Texts { get; } = new();

    public bool Fails { get; set; }

    public Task Report(int step)
    {
        Steps.Enqueue(step);
        return Fails ? throw new InvalidOperationException("the observer fails") : Task.CompletedTask;
    }

    public Task ReportBriefly(int step) => Report(step);

    public void Tell(string text) => Texts.Enqueue(text);

    public Task<int> Ask(int number) => Task.FromResult(number * 2);
}
