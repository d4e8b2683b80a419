using System.Diagnostics;
using System.Text;

namespace OrleansML.Testing.Processes;

/// <summary>What a process writes to its standard error, kept in memory and, where wanted, in a file.</summary>
internal sealed class ProcessLog : IDisposable
{
    private readonly StringBuilder _text = new();
    private readonly StreamWriter? _file;
    private bool _closed;

    public ProcessLog(Process process, string? file)
    {
        _file = file is null ? null : new StreamWriter(file, append: true) { AutoFlush = true };
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginErrorReadLine();
    }

    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    public void Dispose()
    {
        lock (_text)
        {
            _closed = true;
            _file?.Dispose();
        }
    }

    private void Append(string? line)
    {
        lock (_text)
        {
            if (line is null || _closed)
                return;

            _text.AppendLine(line);
            _file?.WriteLine(line);
        }
    }
}
