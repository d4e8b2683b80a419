using System.Globalization;
using Google.Protobuf;

namespace OrleansML.Learning.Onnx;

/// <summary>Says what a file is when it is not a readable ONNX model, so that the error names the mistake.</summary>
internal static class OnnxFileProbe
{
    private const ulong NewestField = 30;
    private const string UnknownBytes = "its first bytes are not those of an ONNX file";

    /// <summary>Turns a parser's failure into an error that tells a cut file from a damaged and from a foreign one.</summary>
    public static OnnxFormatException Explain(ReadOnlySpan<byte> bytes, string source, InvalidProtocolBufferException exception)
    {
        if (RecogniseOtherFormat(bytes) is { } format)
            return Foreign(source, $"it looks like {format}", exception);

        var position = 0;
        var isOnnx = false;
        while (position < bytes.Length)
        {
            var start = position;
            var outcome = ReadField(bytes, ref position);
            if (outcome != FieldOutcome.Read)
            {
                // Only after a complete field of a model is it fair to speak of a model that was cut or damaged.
                return !isOnnx ? Foreign(source, UnknownBytes, exception)
                    : outcome == FieldOutcome.PastTheEnd ? Truncated(bytes, source, exception)
                    : Malformed(source, start, exception);
            }

            isOnnx = true;
        }

        return Malformed(source, null, exception);
    }

    /// <summary>Turns bytes that parse as protobuf, but hold no graph, into an error that names what they are.</summary>
    public static OnnxFormatException ExplainMissingGraph(ReadOnlySpan<byte> bytes, string source, ModelProto model)
    {
        if (RecogniseOtherFormat(bytes) is { } format)
            return Foreign(source, $"it looks like {format}", exception: null);

        return model.IrVersion == 0
            ? Foreign(source, "it has neither an IR version nor a graph", exception: null)
            : new OnnxFormatException(
                OnnxFormatError.MissingGraph, source, "is an ONNX container without a graph. Export the model again.");
    }

    /// <summary>Recognises files that are often pushed by mistake; null where the bytes are none of those.</summary>
    private static string? RecogniseOtherFormat(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            return "a zip archive (a model package, a TorchScript or a Keras file)";
        if (bytes.StartsWith<byte>([0x1F, 0x8B]))
            return "a gzip file; decompress it first";
        if (bytes.StartsWith<byte>([0x89, (byte)'H', (byte)'D', (byte)'F']))
            return "an HDF5 file (Keras weights)";
        if (bytes is [0x80, >= 2 and <= 5, ..])
            return "a Python pickle";
        if (bytes.Length >= 8 && bytes.Slice(4, 4).SequenceEqual("TFL3"u8))
            return "a TensorFlow Lite model";
        if (bytes.Length >= 8 && bytes.Slice(4, 4).SequenceEqual("ORTM"u8))
            return "an ONNX Runtime .ort file; push the .onnx file that it was made from";
        if (bytes.StartsWith("version https://git-lfs"u8))
            return "a Git LFS pointer; fetch the real file first";
        return IsText(bytes) ? "a text file" : null;
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

    private static FieldOutcome ReadField(ReadOnlySpan<byte> bytes, ref int position)
    {
        if (!TryReadVarint(bytes, ref position, out var tag))
            return FieldOutcome.PastTheEnd;

        // Models hold only numbers (wire type 0) and texts or messages (wire type 2) at the top level.
        var wireType = (int)(tag & 7);
        if (!IsModelField(tag >> 3, wireType))
            return FieldOutcome.Invalid;
        if (!TryReadVarint(bytes, ref position, out var value))
            return FieldOutcome.PastTheEnd;
        if (wireType == 0)
            return FieldOutcome.Read;
        if (value > (ulong)(bytes.Length - position))
            return FieldOutcome.PastTheEnd;

        position += (int)value;
        return FieldOutcome.Read;
    }

    private static bool IsModelField(ulong field, int wireType) => field switch
    {
        1 or 5 => wireType == 0,
        2 or 3 or 4 or 6 or 7 or 8 or 14 => wireType == 2,
        // Newer versions of the format add fields behind those.
        > 14 and <= NewestField => wireType is 0 or 2,
        _ => false,
    };

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

    private static OnnxFormatException Foreign(string source, string reason, Exception? exception) =>
        new(OnnxFormatError.NotOnnx, source, $"is not an ONNX model: {reason}. Export the model to ONNX and push that file.", exception);

    private static OnnxFormatException Truncated(ReadOnlySpan<byte> bytes, string source, Exception exception) =>
        new(OnnxFormatError.Truncated, source, string.Create(CultureInfo.InvariantCulture,
            $"is a truncated ONNX model: it ends after {bytes.Length:N0} bytes in the middle of a field. Copy the whole file again."),
            exception);

    private static OnnxFormatException Malformed(string source, int? position, Exception exception) =>
        new(OnnxFormatError.Malformed, source, string.Create(CultureInfo.InvariantCulture,
            $"is a damaged ONNX model{(position is { } at ? $" (near byte {at:N0})" : "")}: {exception.Message} Copy the file again."),
            exception);

    private enum FieldOutcome
    {
        Read,
        PastTheEnd,
        Invalid,
    }
}
