using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace OrleansML.Gateway.Protocol;

/// <summary>Reads the texts of a <c>data</c> list into the length-prefixed form of a BYTES tensor.</summary>
internal static class TextDataReader
{
    private const int ExpectedTextBytes = 16;

    /// <summary>Reads the list at whose opening bracket the reader stands.</summary>
    /// <param name="json">Stands at the bracket.</param>
    /// <param name="cursor">Walks the list.</param>
    /// <param name="capacity">Texts that the shape asks for.</param>
    public static byte[] Read(ref RequestJson json, ref TensorDataCursor cursor, int capacity)
    {
        var expected = Math.Min((long)capacity * (sizeof(uint) + ExpectedTextBytes), json.Text.Length - json.End);
        var buffer = ArrayPool<byte>.Shared.Rent((int)expected + sizeof(uint));
        try
        {
            var length = 0;
            while (cursor.NextElement(ref json))
            {
                if (json.TokenType != JsonTokenType.String)
                    throw cursor.WrongElement(ref json, "BYTES takes texts");

                // A text never grows when its escapes are undone.
                var needed = length + sizeof(uint) + json.ValueSpan.Length;
                if (needed > buffer.Length)
                    Grow(ref buffer, length, needed);

                var written = json.CopyString(buffer.AsSpan(length + sizeof(uint)));
                BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(length), (uint)written);
                length += sizeof(uint) + written;
            }

            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Grow(ref byte[] buffer, int length, int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max((long)buffer.Length * 2, needed), Array.MaxLength));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
