using System.Runtime.InteropServices;

namespace OrleansML.Training.Runs;

/// <summary>Lists of numbers in a saved replica: how many (int32), then each (float32, little-endian).</summary>
internal static class ReplicaNumbers
{
    public static void Write(BinaryWriter writer, ReadOnlySpan<float> numbers)
    {
        writer.Write(numbers.Length);
        writer.Write(MemoryMarshal.AsBytes(numbers));
    }

    public static float[] Read(BinaryReader reader)
    {
        var numbers = new float[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }
}
