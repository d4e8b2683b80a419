using System.Text;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Reads what a program writes, however much, and keeps its last line that is not empty. Read <see cref="Text"/> from any thread.</summary>
internal sealed class LastLine
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _line = new();
    private string _last = "";

    /// <summary>The line, cut where it is longer than an output may be.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
            {
                var line = _line.ToString().Trim();
                return line.Length > 0 ? line : _last;
            }
        }
    }

    public async Task ReadAsync(TextReader reader)
    {
        var chunk = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(chunk)) > 0)
            Take(chunk.AsSpan(0, read));
    }

    private void Take(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            foreach (var character in text)
            {
                if (character == '\n')
                    EndLine();
                else if (_line.Length <= StepContext.MostOutput)
                    _line.Append(character);
            }
        }
    }

    private void EndLine()
    {
        var line = _line.ToString().Trim();
        if (line.Length > 0)
            _last = line;
        _line.Clear();
    }
}
