using System.Collections;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads BIT: a byte that says how many bits of the next byte are padding, and the bits, highest first.</summary>
internal sealed unsafe class BitReader(string columnName)
    : VectorReader(DuckDBType.Bit, columnName), IVectorReader<string>, IVectorReader<BitArray>
{
    private const int BitsPerByte = 8;

    public override Type ClrType => typeof(string);

    string IVectorReader<string>.ReadValid(long row)
    {
        var bits = Bits(row);
        return string.Create(bits.Length, bits, (text, source) =>
        {
            for (var index = 0; index < text.Length; index++)
                text[index] = source[index] ? '1' : '0';
        });
    }

    BitArray IVectorReader<BitArray>.ReadValid(long row) => Bits(row);

    public override object Box(long row, Type type) => type == typeof(BitArray) ? Bits(row)
        : type == typeof(string) || type == typeof(object) ? ((IVectorReader<string>)this).ReadValid(row)
        : throw CannotCast(typeof(string), type);

    private BitArray Bits(long row)
    {
        var bytes = NativeString.Bytes(Elements<NativeString>() + row);
        int padding = bytes[0];
        var bits = new BitArray(((bytes.Length - 1) * BitsPerByte) - padding);
        for (var index = 0; index < bits.Length; index++)
        {
            var position = index + padding;
            bits[index] = (bytes[1 + (position / BitsPerByte)] & (0x80 >> (position % BitsPerByte))) != 0;
        }

        return bits;
    }
}
