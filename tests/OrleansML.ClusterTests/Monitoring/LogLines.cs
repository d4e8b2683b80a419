using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>Keeps lines of a log that begin with a text.</summary>
internal sealed class LogLines(string start) : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public string[] Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        if (line.StartsWith(start, StringComparison.Ordinal))
            _lines.Enqueue(line);
    }

    public void Dispose()
    {
    }
}
