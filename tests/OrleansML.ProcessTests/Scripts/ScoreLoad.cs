using System.Collections.Concurrent;
using OrleansML.Testing;

namespace OrleansML.ProcessTests.Scripts;

/// <summary>Callers that ask gateways for the sample's scores, one request after the other, and look at every answer.</summary>
internal sealed class ScoreLoad : IAsyncDisposable
{
    private const int CallersPerGateway = 4;

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly Task _calling;
    private int _answered;

    public ScoreLoad(IEnumerable<Uri> gateways, SampleModel sample, string model, double[] expected) =>
        _calling = Task.WhenAll(Enumerable.Repeat(gateways, CallersPerGateway).SelectMany(urls => urls).Select(async url =>
        {
            while (!_stopping.IsCancellationRequested)
                await CallAsync(url, sample, model, expected);
        }));

    /// <summary>Waits for a number of right answers from now on.</summary>
    public Task WaitForAnswersAsync(int count)
    {
        var goal = Volatile.Read(ref _answered) + count;
        return Eventually.HoldsAsync(
            () => Volatile.Read(ref _answered) >= goal, $"{count} right answers; wrong: {string.Join('\n', _faults.Take(5))}", TimeSpan.FromMinutes(2));
    }

    /// <summary>Stops, and returns what was lost or wrong.</summary>
    public async Task<IReadOnlyCollection<string>> StopAsync()
    {
        await _stopping.CancelAsync();
        await _calling;
        return _faults;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task CallAsync(Uri url, SampleModel sample, string model, double[] expected)
    {
        try
        {
            var scores = await Scores.ByHttpAsync(url, sample, model);
            if (scores.SequenceEqual(expected))
                Interlocked.Increment(ref _answered);
            else
                _faults.Enqueue($"wrong: {string.Join(", ", scores)}");
        }
        catch (Exception exception)
        {
            _faults.Enqueue($"lost: {exception.Message}");
        }
    }
}
