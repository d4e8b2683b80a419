namespace OrleansML.Data.Sources;

/// <summary>Reads lines of bytes with bounded memory.</summary>
/// <param name="content">Where they come from.</param>
/// <param name="longest">Most bytes of a line; a longer one is skipped.</param>
internal sealed class LineReader(Stream content, int longest)
{
    private readonly byte[] _buffer = new byte[longest * 2];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>Reads the next line, without its end.</summary>
    /// <param name="line">The line, valid until the next call; empty when it is too long.</param>
    /// <param name="isTooLong">Whether it is.</param>
    /// <returns>False when there is none.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        isTooLong = false;
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var length = rest.IndexOf((byte)'\n');
            if (length >= 0 || (_atEnd && !rest.IsEmpty))
            {
                line = length >= 0 ? rest[..length] : rest;
                _start = length >= 0 ? _start + length + 1 : _end;
                isTooLong |= line.Length > longest;
                line = isTooLong ? default : line;
                return true;
            }

            if (_atEnd)
            {
                line = default;
                return isTooLong;
            }

            if (rest.Length > longest)
            {
                isTooLong = true;
                _start = _end;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = content.Read(_buffer.AsSpan(_end));
        _atEnd = read == 0;
        _end += read;
    }
}
