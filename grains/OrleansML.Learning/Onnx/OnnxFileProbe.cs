using System.Globalization;
using Google.Protobuf;

namespace OrleansML.Learning.Onnx;

/// <summary>Says what a file is when it is not a readable ONNX model, so that the error names the mistake.</summary>
internal static class OnnxFileProbe
{
    private const int MaximumKnownField = 30;

    /// <summary>Recognises files that are often pushed by mistake; null where the bytes might be ONNX.</summary>
    public static string? RecogniseOtherFormat(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            return "a zip archive (a model package, a TorchScript or a Keras file)";
        if (bytes.StartsWith<byte>([0x1F, 0x8B]))
            return "a gzip file; decompress it first";
        if (bytes.StartsWith<byte>([0x89, (byte)'H', (byte)'D', (byte)'F']))
            return "an HDF5 file (Keras weights)";
        if (bytes.StartsWith<byte>([0x80, 0x02]) || bytes.StartsWith<byte>([0x80, 0x03]) || bytes.StartsWith<byte>([0x80, 0x04]) || bytes.StartsWith<byte>([0x80, 0x05]))
            return "a Python pickle";
        if (bytes.Length >= 8 && bytes.Slice(4, 4).SequenceEqual("TFL3"u8))
            return "a TensorFlow Lite model";
        if (bytes.Length >= 8 && bytes.Slice(4, 4).SequenceEqual("ORTM"u8))
            return "an ONNX Runtime .ort file; push the .onnx file that it was made from";
        if (bytes.StartsWith("version https://git-lfs"u8))
            return "a Git LFS pointer; fetch the real file first";
        return IsText(bytes) ? "a text file" : null;
    }

    /// <summary>Turns a parser's failure into an error that tells a cut file from a damaged and from a foreign one.</summary>
    public static OnnxFormatException Explain(ReadOnlySpan<byte> bytes, string source, InvalidProtocolBufferException exception)
    {
        var position = 0;
        var known = 0;
        while (position < bytes.Length)
        {
            var start = position;
            if (!TryReadVarint(bytes, ref position, out var tag))
                return known > 0 ? Truncated(bytes, source, exception) : Foreign(source, exception);

            var field = tag >> 3;
            var expected = ExpectedWireType(field);
            if (field is 0 or > MaximumKnownField || (expected is { } wireType && wireType != (tag & 7)))
                return known > 0 ? Malformed(source, start, exception) : Foreign(source, exception);

            known += expected is null ? 0 : 1;
            switch (Skip(bytes, (int)(tag & 7), ref position))
            {
                case SkipResult.PastTheEnd:
                    return known > 0 && expected is not null ? Truncated(bytes, source, exception) : Foreign(source, exception);
                case SkipResult.Invalid:
                    return known > 0 ? Malformed(source, start, exception) : Foreign(source, exception);
            }
        }

        return Malformed(source, null, exception);
    }

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes[..Math.Min(bytes.Length, 64)])
        {
            if (value is < 0x20 and not (0x09 or 0x0A or 0x0D) or > 0x7E)
                return false;
        }

        return true;
    }

    // The top level of ModelProto: numbers (wire type 0) and texts or messages (wire type 2).
    private static uint? ExpectedWireType(ulong field) => field switch
    {
        1 or 5 => 0,
        2 or 3 or 4 or 6 or 7 or 8 or 14 or 20 or 25 or 26 => 2,
        _ => null,
    };

    private static SkipResult Skip(ReadOnlySpan<byte> bytes, int wireType, ref int position)
    {
        switch (wireType)
        {
            case 0:
                return TryReadVarint(bytes, ref position, out _) ? SkipResult.Skipped : SkipResult.PastTheEnd;
            case 1:
                position += 8;
                break;
            case 2:
                if (!TryReadVarint(bytes, ref position, out var length) || length > (ulong)(bytes.Length - position))
                    return SkipResult.PastTheEnd;
                position += (int)length;
                break;
            case 5:
                position += 4;
                break;
            default:
                return SkipResult.Invalid;
        }

        return position <= bytes.Length ? SkipResult.Skipped : SkipResult.PastTheEnd;
    }

    private static bool TryReadVarint(ReadOnlySpan<byte> bytes, ref int position, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64 && position < bytes.Length; shift += 7)
        {
            var part = bytes[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return true;
        }

        return false;
    }

    private static OnnxFormatException Foreign(string source, Exception exception) =>
        OnnxModelReader.NotOnnx(source, "its first bytes are not those of an ONNX file", exception);

    private static OnnxFormatException Truncated(ReadOnlySpan<byte> bytes, string source, Exception exception) =>
        new(OnnxFormatError.Truncated, source, string.Create(CultureInfo.InvariantCulture,
            $"is a truncated ONNX model: it ends after {bytes.Length:N0} bytes in the middle of a field. Copy or upload the whole file again."), exception);

    private static OnnxFormatException Malformed(string source, int? position, Exception exception) =>
        new(OnnxFormatError.Malformed, source, string.Create(CultureInfo.InvariantCulture,
            $"is a damaged ONNX model{(position is { } at ? $" (near byte {at:N0})" : "")}: {exception.Message} Export or copy the file again."), exception);

    private enum SkipResult
    {
        Skipped,
        PastTheEnd,
        Invalid,
    }
}
