using System.Buffers;
using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.LearningTests.Features.Values;

public sealed class CompactFormatTests
{
    [Theory]
    [InlineData(0UL, 1)]
    [InlineData(127UL, 1)]
    [InlineData(128UL, 2)]
    [InlineData(16_383UL, 2)]
    [InlineData(16_384UL, 3)]
    [InlineData((1UL << 56) - 1, 8)]
    [InlineData(1UL << 56, 9)]
    [InlineData(ulong.MaxValue, 9)]
    public void WriteUnsigned_EveryLength_ReadsBack(ulong value, int length)
    {
        var buffer = new ArrayBufferWriter<byte>();
        new CompactWriter(buffer).WriteUnsigned(value);

        Assert.Equal(length, buffer.WrittenCount);
        Assert.Equal(value, new CompactReader(buffer.WrittenSpan).ReadUnsigned());
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(12.0, 2)]
    [InlineData(1000.0, 4)]
    [InlineData(0.1, 9)]
    [InlineData(-1e300, 9)]
    public void WriteDouble_ShortMantissas_TakeFewBytes(double value, int length)
    {
        // 12 is 0x4028 with zeros behind, in reverse 0x2840, which has 14 bits; 1000 is 0x408F40, in reverse 0x408F40, which has 23.
        var buffer = new ArrayBufferWriter<byte>();
        new CompactWriter(buffer).WriteDouble(value);

        Assert.Equal(length, buffer.WrittenCount);
        Assert.Equal(value, new CompactReader(buffer.WrittenSpan).ReadDouble());
    }

    [Theory]
    [MemberData(nameof(FeatureValueTests.EveryType), MemberType = typeof(FeatureValueTests))]
    public void WriteValue_EveryType_ReadsBack(FeatureValue value, FeatureType? type, string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        new CompactWriter(buffer).WriteValue(value);
        var read = new CompactReader(buffer.WrittenSpan).ReadValue();

        Assert.Equal(value, read);
        Assert.Equal((type, text), (read.Type, read.ToString()));
    }

    [Fact]
    public void ReadCount_MoreThanTheDataHold_IsRefusedBeforeMemoryIsTaken()
    {
        var buffer = new ArrayBufferWriter<byte>();
        new CompactWriter(buffer).WriteUnsigned(1UL << 40);
        var data = buffer.WrittenMemory.ToArray();

        Assert.Throws<InvalidDataException>(() => new CompactReader(data).ReadCount(1));
        Assert.Throws<InvalidDataException>(() => new CompactReader(data.AsSpan(0, 2)).ReadUnsigned());
    }
}
