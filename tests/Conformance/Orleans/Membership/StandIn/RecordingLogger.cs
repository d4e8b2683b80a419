using Microsoft.Extensions.Logging;

namespace OrleansML.Conformance.Membership;

/// <summary>Keeps what was logged.</summary>
internal sealed class RecordingLogger
{
    public List<(LogLevel Level, string Text)> Entries { get; } = [];

    public ILogger<T> Of<T>() => new Logger<T>(this);

    private sealed class Logger<T>(RecordingLogger log) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (log.Entries)
            {
                log.Entries.Add((logLevel, formatter(state, exception)));
            }
        }
    }
}
