using DuckDB.NET.Data;

namespace OrleansML.Data.History.Storage;

/// <summary>
/// Interrupts a statement when a token is cancelled. Again and again until it has ended: an interrupt that comes before the statement has started
/// is forgotten.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly object _gate = new();
    private readonly DuckDBCommand _command;
    private readonly CancellationTokenRegistration _registration;
    private Timer? _timer;
    private bool _ended;

    public Interruption(DuckDBCommand command, CancellationToken cancellationToken)
    {
        _command = command;
        _registration = cancellationToken.UnsafeRegister(static self => ((Interruption)self!).Start(), this);
    }

    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate)
        {
            _ended = true;
            _timer?.Dispose();
        }
    }

    private void Start()
    {
        lock (_gate)
        {
            if (!_ended)
                _timer = new Timer(static self => ((Interruption)self!).Interrupt(), this, TimeSpan.Zero, Interval);
        }
    }

    private void Interrupt()
    {
        lock (_gate)
        {
            if (!_ended)
                _command.Cancel();
        }
    }
}
