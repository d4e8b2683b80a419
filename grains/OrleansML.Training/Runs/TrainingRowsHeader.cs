using System.Buffers.Binary;
using System.Text;
using OrleansML.Learning.Preprocessing;

namespace OrleansML.Training.Runs;

/// <summary>
/// The head of a file of rows, little-endian: magic (8 bytes), version, bytes of the head, bytes of a row, inputs (int32 each), rows (int64),
/// fingerprint (16 bytes); for each input its type, its width, the bytes of its name (int32 each) and the name in UTF-8; zeros up to a multiple
/// of 8. Rows follow: the elements of each input, the label and the weight (float32 each).
/// </summary>
internal sealed class TrainingRowsHeader
{
    public const int FingerprintBytes = 16;
    public const int FixedBytes = RowsOffset + sizeof(long) + FingerprintBytes;
    public const int LabelAndWeightBytes = 2 * sizeof(float);

    private const ulong Magic = 0x0053574F524C4D4F; // "OMLROWS" and a zero
    private const int Version = 1;
    private const int RowsOffset = 24;
    private const int MostInputs = 10_000;
    private const int MostNameBytes = 4_096;

    public required IReadOnlyList<TrainingRowInput> Inputs { get; init; }

    /// <summary>How many rows; -1 in a file that was not completed.</summary>
    public long Rows { get; set; } = -1;

    public byte[] Fingerprint { get; set; } = new byte[FingerprintBytes];

    public int RowBytes => checked(Inputs.Sum(input => input.Bytes) + LabelAndWeightBytes);

    public byte[] ToBytes()
    {
        var bytes = new byte[LengthOf(Inputs)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        WriteInt32(bytes, 8, Version);
        WriteInt32(bytes, 12, bytes.Length);
        WriteInt32(bytes, 16, RowBytes);
        WriteInt32(bytes, 20, Inputs.Count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(RowsOffset), Rows);
        Fingerprint.CopyTo(bytes, RowsOffset + sizeof(long));
        var place = FixedBytes;
        foreach (var input in Inputs)
        {
            WriteInt32(bytes, place, (int)input.Type);
            WriteInt32(bytes, place + 4, input.Width);
            var length = Encoding.UTF8.GetBytes(input.Name, bytes.AsSpan(place + 12));
            WriteInt32(bytes, place + 8, length);
            place += 12 + length;
        }

        return bytes;
    }

    /// <summary>Reads a head.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    /// <exception cref="EndOfStreamException">The file ends within it.</exception>
    public static TrainingRowsHeader Read(Stream stream)
    {
        var start = new byte[FixedBytes];
        stream.ReadExactly(start);
        if (BinaryPrimitives.ReadUInt64LittleEndian(start) != Magic)
            throw new InvalidDataException("it does not begin as a file of training rows does");
        if (ReadInt32(start, 8) is var version && version != Version)
            throw new InvalidDataException($"it has version {version}; version {Version} is understood");
        if (ReadInt32(start, 20) is var count && count is < 1 or > MostInputs)
            throw new InvalidDataException($"it has {count} inputs; 1 to {MostInputs} are allowed");

        var inputs = new TrainingRowInput[count];
        for (var index = 0; index < count; index++)
            inputs[index] = ReadInput(stream);
        var header = new TrainingRowsHeader
        {
            Inputs = inputs,
            Rows = BinaryPrimitives.ReadInt64LittleEndian(start.AsSpan(RowsOffset)),
            Fingerprint = start[(RowsOffset + sizeof(long))..],
        };
        if (ReadInt32(start, 12) != LengthOf(inputs) || ReadInt32(start, 16) != header.RowBytes)
            throw new InvalidDataException("the sizes in its head contradict each other");
        return header;
    }

    private static TrainingRowInput ReadInput(Stream stream)
    {
        var numbers = new byte[12];
        stream.ReadExactly(numbers);
        var (type, width, length) = ((PreprocessedType)ReadInt32(numbers, 0), ReadInt32(numbers, 4), ReadInt32(numbers, 8));
        if (type is not (PreprocessedType.Float or PreprocessedType.Int64) || width is < 1 or > int.MaxValue / 64 || length is < 1 or > MostNameBytes)
            throw new InvalidDataException($"an input has type {type}, width {width} and a name of {length} bytes");

        var name = new byte[length];
        stream.ReadExactly(name);
        return new TrainingRowInput(Encoding.UTF8.GetString(name), type, width);
    }

    private static int LengthOf(IEnumerable<TrainingRowInput> inputs) =>
        (FixedBytes + inputs.Sum(input => 12 + Encoding.UTF8.GetByteCount(input.Name)) + 7) / 8 * 8;

    private static void WriteInt32(byte[] bytes, int place, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), value);

    private static int ReadInt32(byte[] bytes, int place) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(place));
}
