using System.Collections.Concurrent;
using System.Globalization;

namespace OrleansML.ChaosTests.Load;

/// <summary>
/// Predictions over HTTP by the key of an entity, one after the other on each of four ways, until the test has seen enough. Each answer is checked, and
/// each that fails is lost: nothing is asked again here.
/// </summary>
internal sealed class KeyedTraffic : IAsyncDisposable
{
    private const int Ways = 4;
    private const int Keys = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly GatewayBalancer _balancer;
    private readonly string _model;
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<(long Request, int Version)> _answered = new();
    private readonly Task _running;
    private long _requests;
    private volatile bool _isOver;

    public KeyedTraffic(IEnumerable<Uri> gateways, string model)
    {
        (_balancer, _model) = (new GatewayBalancer(gateways), model);
        _running = Task.WhenAll(Enumerable.Range(0, Ways).Select(_ => Task.Run(SendAsync)));
    }

    /// <summary>What was lost or answered wrongly so far.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    /// <summary>The request and the version of each answer so far, in the order of the answers.</summary>
    public IReadOnlyList<(long Request, int Version)> Answered => [.. _answered];

    /// <summary>The last request that was begun.</summary>
    public long Begun => Interlocked.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        await _running;
        _balancer.Dispose();
    }

    private async Task SendAsync()
    {
        while (!_isOver)
        {
            var request = Interlocked.Increment(ref _requests);
            try
            {
                using var deadline = new CancellationTokenSource(Longest);
                var key = string.Create(CultureInfo.InvariantCulture, $"customer-{request % Keys}");
                var reply = await _balancer.PredictAsync(_model, version: null, request, deadline.Token, key);
                if (LinearModel.FindFault(request, asked: null, reply.Version, reply.Value) is { } fault)
                    _faults.Enqueue(fault);
                else
                    _answered.Enqueue((request, reply.Version));
            }
            catch (Exception exception)
            {
                _faults.Enqueue($"request {request} is lost: {exception.Message}");
            }

            await Task.Delay(Pause);
        }
    }
}
