using System.Collections.Concurrent;
using OrleansML.Client;

namespace OrleansML.ClusterTests.Deployments;

/// <summary>Checked requests, one after the other on each of four ways, until the test has seen enough; counts who answered.</summary>
internal sealed class DeploymentTraffic
{
    private const int Ways = 4;

    private readonly ConcurrentDictionary<int, int> _answered = new();
    private readonly Task _running;
    private volatile bool _isOver;

    public DeploymentTraffic(OrleansMLClient client, string model, float x = 1) =>
        _running = Task.WhenAll(Enumerable.Range(0, Ways).Select(_ => Task.Run(() => SendAsync(client, model, x))));

    /// <summary>Requests that a version answered so far.</summary>
    public int AnsweredBy(int version) => _answered.GetValueOrDefault(version);

    /// <summary>Stops.</summary>
    /// <exception cref="Exception">A request failed or was answered wrongly.</exception>
    public async Task EndAsync()
    {
        _isOver = true;
        await _running;
    }

    private async Task SendAsync(OrleansMLClient client, string model, float x)
    {
        while (!_isOver)
        {
            _answered.AddOrUpdate(await DeploymentModels.PredictAsync(client, model, x), 1, static (_, count) => count + 1);
            await Task.Delay(2);
        }
    }
}
