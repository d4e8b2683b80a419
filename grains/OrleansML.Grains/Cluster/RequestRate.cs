using OrleansML.Inference;

namespace OrleansML.Grains.Cluster;

/// <summary>How many predictions per second this silo answered over the last seconds, from two readings of the models' counts.</summary>
internal sealed class RequestRate : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly ModelHost _host;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private (long At, long Answered) _before;
    private (long At, long Answered) _last;

    public RequestRate(ModelHost host, TimeProvider time)
    {
        _host = host;
        _time = time;
        _before = _last = (time.GetTimestamp(), 0);
        _timer = time.CreateTimer(static rate => ((RequestRate)rate!).Read(), this, Period, Period);
    }

    public double PerSecond
    {
        get
        {
            lock (_lock)
            {
                var seconds = _time.GetElapsedTime(_before.At).TotalSeconds;

                // Counts of a model that was unloaded since are gone.
                return seconds <= 0 ? 0 : Math.Max(0, Answered() - _before.Answered) / seconds;
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Read()
    {
        lock (_lock)
            (_before, _last) = (_last, (_time.GetTimestamp(), Answered()));
    }

    private long Answered() => _host.GetModels().Sum(static model => model.Value.Answered);
}
