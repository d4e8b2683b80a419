namespace OrleansML.GatewayTests.Testing;

/// <summary>
/// For each element type the same elements as JSON and as bytes. The bytes are written by hand from the formats' definitions (two's complement,
/// IEEE 754, UTF-8), little-endian.
/// </summary>
public static class Vectors
{
    public static TheoryData<string, string, string, int> WithJson => new()
    {
        { "BOOL", "[true,false,true]", "01 00 01", 3 },
        { "UINT8", "[0,127,255]", "00 7F FF", 3 },
        { "UINT16", "[1,65535]", "01 00 FF FF", 2 },
        { "UINT32", "[1,4294967295]", "01 00 00 00 FF FF FF FF", 2 },
        { "UINT64", "[258,18446744073709551615]", "02 01 00 00 00 00 00 00 FF FF FF FF FF FF FF FF", 2 },
        { "INT8", "[-128,-1,127]", "80 FF 7F", 3 },
        { "INT16", "[-32768,258]", "00 80 02 01", 2 },
        { "INT32", "[-2147483648,-2]", "00 00 00 80 FE FF FF FF", 2 },
        { "INT64", "[-9223372036854775808,1]", "00 00 00 00 00 00 00 80 01 00 00 00 00 00 00 00", 2 },
        { "FP32", "[1,-2.5,0.1]", "00 00 80 3F 00 00 20 C0 CD CC CC 3D", 3 },
        { "FP32", "[null,\"Infinity\",\"-Infinity\"]", "00 00 C0 FF 00 00 80 7F 00 00 80 FF", 3 },
        { "FP64", "[1,-2.5,0.1]", "00 00 00 00 00 00 F0 3F 00 00 00 00 00 00 04 C0 9A 99 99 99 99 99 B9 3F", 3 },
        { "FP64", "[null,\"Infinity\",\"-Infinity\"]", "00 00 00 00 00 00 F8 FF 00 00 00 00 00 00 F0 7F 00 00 00 00 00 00 F0 FF", 3 },
        { "BYTES", "[\"\",\"a\\u0000b\",\"\\u00E9\"]", "00 00 00 00 03 00 00 00 61 00 62 02 00 00 00 C3 A9", 3 },
    };

    public static TheoryData<string, string, int> BinaryOnly => new()
    {
        { "FP16", "00 3C 00 C1", 2 },
        { "BF16", "80 3F 20 C0", 2 },
        { "BYTES", "02 00 00 00 FF FE", 1 },
    };

    public static byte[] Bytes(string hexadecimal) => Convert.FromHexString(hexadecimal.Replace(" ", ""));
}
