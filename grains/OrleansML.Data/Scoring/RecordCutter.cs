namespace OrleansML.Data.Scoring;

/// <summary>
/// Cuts a stream of text into records: lines, or rows of CSV, whose quoted fields may hold line ends. Looks for quotes and line ends only, many bytes
/// at a time; what a record holds is for others to read. Lines without content are skipped.
/// </summary>
/// <param name="stream">UTF-8, with or without byte order mark; not disposed.</param>
/// <param name="quoted">Whether it is CSV.</param>
internal sealed class RecordCutter(Stream stream, bool quoted)
{
    private const int LargestRecord = 16 << 20;
    private const byte Quote = (byte)'"';
    private const byte Delimiter = (byte)',';
    private const byte LineEnd = (byte)'\n';

    private byte[] _buffer = new byte[1 << 20];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>Bytes of the stream that records were cut from.</summary>
    public long Position { get; private set; }

    /// <summary>The next record without its line end; valid until the next is asked for.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidDataException">A record is larger than 16 MiB: mostly a quote that opens and never closes.</exception>
    public bool TryRead(out ReadOnlySpan<byte> record)
    {
        while (TryCut(out record))
        {
            if (record.Length > 0)
                return true;
        }

        return false;
    }

    /// <summary>Passes over bytes, those of records that were cut before.</summary>
    public void Skip(long bytes)
    {
        while (bytes > 0)
        {
            if (_start == _end && !Fill())
                throw new EndOfStreamException("it got shorter while it was read");
            var passed = (int)Math.Min(bytes, _end - _start);
            Take(passed);
            bytes -= passed;
        }
    }

    private bool TryCut(out ReadOnlySpan<byte> record)
    {
        if (Position == 0)
            SkipByteOrderMark();
        int length;
        while ((length = FindEnd(_buffer.AsSpan(_start, _end - _start))) < 0)
        {
            if (Fill())
                continue;
            length = _end - _start;
            break;
        }

        record = _buffer.AsSpan(_start, length);
        if (_start + length == _end && length == 0)
            return false;

        Take(Math.Min(length + 1, _end - _start));
        if (record.Length > 0 && record[^1] == (byte)'\r')
            record = record[..^1];
        return true;
    }

    // Where the record that text begins with ends; -1 where that is not yet to be seen.
    private int FindEnd(ReadOnlySpan<byte> text)
    {
        if (!quoted)
            return text.IndexOf(LineEnd);

        for (var from = 0; ;)
        {
            var found = text[from..].IndexOfAny(Quote, LineEnd);
            if (found < 0)
                return -1;
            found += from;
            if (text[found] == LineEnd)
                return found;

            from = found + 1;
            // Elsewhere than at the start of a field a quote has no meaning to us.
            if (found > 0 && text[found - 1] != Delimiter)
                continue;
            var closing = FindClosing(text, from);
            if (closing < 0)
                return -1;
            from = closing + 1;
        }
    }

    private static int FindClosing(ReadOnlySpan<byte> text, int from)
    {
        while (true)
        {
            var found = text[from..].IndexOf(Quote);
            if (found < 0 || from + found + 1 == text.Length)
                return -1;
            from += found;
            if (text[from + 1] != Quote)
                return from;
            from += 2;
        }
    }

    private void SkipByteOrderMark()
    {
        while (_end - _start < 3 && Fill())
        {
        }

        if (_buffer.AsSpan(_start, _end - _start).StartsWith("\uFEFF"u8))
            Take(3);
    }

    private void Take(int bytes)
    {
        _start += bytes;
        Position += bytes;
    }

    private bool Fill()
    {
        if (_atEnd)
            return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_end >= LargestRecord)
                throw new InvalidDataException($"a record has more than {LargestRecord >> 20} MiB; look for a quote that opens and never closes");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _atEnd = read == 0;
        return !_atEnd;
    }
}
