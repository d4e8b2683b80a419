using System.Runtime.InteropServices;
using Google.Protobuf;

namespace OrleansML.Training.Onnx.Types;

/// <summary>Texts as tensors of their bytes: one more axis than the texts have, -1 behind the end of those that are shorter.</summary>
internal static class TextTensors
{
    private const short End = -1;

    /// <summary>Makes the carrier of texts.</summary>
    /// <param name="texts">The texts in row-major order.</param>
    /// <param name="shape">Their shape.</param>
    public static Tensor Create(IReadOnlyList<ByteString> texts, ReadOnlySpan<long> shape)
    {
        var width = texts.Count == 0 ? 0 : texts.Max(text => text.Length);
        var elements = new short[texts.Count * width];
        Array.Fill(elements, End);
        for (var index = 0; index < texts.Count; index++)
        {
            for (var place = 0; place < texts[index].Length; place++)
                elements[index * width + place] = texts[index][place];
        }

        return torch.tensor(elements).reshape([.. shape, width]);
    }

    /// <summary>The texts of a carrier in row-major order.</summary>
    public static ByteString[] ToArray(Tensor carrier)
    {
        using var scope = torch.NewDisposeScope();
        var width = (int)carrier.shape[^1];
        var texts = new ByteString[carrier.shape[..^1].Aggregate(1L, (count, size) => count * size)];
        var elements = carrier.numel() == 0 ? [] : MemoryMarshal.Cast<byte, short>(carrier.cpu().contiguous().bytes).ToArray();
        for (var index = 0; index < texts.Length; index++)
        {
            var text = elements.AsSpan(index * width, width);
            var length = text.IndexOf(End) is >= 0 and var end ? end : width;
            texts[index] = ByteString.CopyFrom([.. text[..length].ToArray().Select(unit => (byte)unit)]);
        }

        return texts;
    }
}
