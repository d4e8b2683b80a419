using OrleansML.Client;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Cluster;

/// <summary>Checked requests, one after the other on each of four ways, until the test has seen enough.</summary>
internal sealed class Traffic
{
    private const int Ways = 4;
    private const int Enough = 20;

    private readonly Task _running;
    private int _answered;
    private volatile bool _isOver;

    public Traffic(OrleansMLClient client, string model) =>
        _running = Task.WhenAll(Enumerable.Range(0, Ways).Select(_ => SendAsync(client, model)));

    /// <summary>Lets some more requests be answered, then stops.</summary>
    /// <exception cref="Exception">A request failed or was answered wrongly.</exception>
    public async Task EndAsync()
    {
        var before = Volatile.Read(ref _answered);
        await Eventually.HoldsAsync(
            () => _running.IsCompleted || Volatile.Read(ref _answered) >= before + Enough, "requests are answered", TimeSpan.FromMinutes(2));
        _isOver = true;
        await _running;
    }

    private async Task SendAsync(OrleansMLClient client, string model)
    {
        while (!_isOver)
        {
            await SampleNetwork.PredictAsync(client, model);
            Interlocked.Increment(ref _answered);
            await Task.Delay(5);
        }
    }
}
