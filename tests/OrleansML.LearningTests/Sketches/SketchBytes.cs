using System.Buffers;
using Xunit;

namespace OrleansML.LearningTests.Sketches;

/// <summary>Writes sketches, and checks that damaged ones are refused.</summary>
internal static class SketchBytes
{
    public static byte[] Of(Action<IBufferWriter<byte>> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Every shorter form is refused; any changed byte is refused or read, and never fails in another way.</summary>
    public static void AssertRobust(byte[] data, Func<byte[], object> read)
    {
        for (var length = 0; length < data.Length; length++)
            Assert.Throws<InvalidDataException>(() => read(data[..length]));
        Assert.Throws<InvalidDataException>(() => read([.. data, 0]));
        var random = new Random(1);
        for (var trial = 0; trial < 2000; trial++)
        {
            var changed = data.ToArray();
            changed[random.Next(data.Length)] = (byte)random.Next(256);
            try
            {
                read(changed);
            }
            catch (InvalidDataException)
            {
            }
        }
    }
}
