using Microsoft.ML.OnnxRuntime;
using OrleansML.Tensors;

namespace OrleansML.Inference.Onnx;

/// <summary>
/// How one output of the model is answered. A tensor is answered as it is. A map, or a sequence of maps with one map a row, as scikit-learn's
/// ZipMap gives it, is answered as two tensors: the values <c>[rows, classes]</c> under the output's name, and the class labels
/// <c>[classes]</c> under the name with <c>.keys</c> added.
/// </summary>
internal abstract class OnnxOutput(string name, ModelOutput[] answered)
{
    /// <summary>Added to the name of a map output for its labels.</summary>
    public const string KeysSuffix = ".keys";

    public string Name { get; } = name;

    public ModelOutput[] Answered { get; } = answered;

    public static OnnxOutput Create(string name, NodeMetadata node) => node.OnnxValueType switch
    {
        OnnxValueType.ONNX_TYPE_TENSOR => new TensorOutput(name, node),
        OnnxValueType.ONNX_TYPE_MAP => new MapOutput(name, node.AsMapMetadata(), isSequence: false),
        OnnxValueType.ONNX_TYPE_SEQUENCE when node.AsSequenceMetadata().ElementMeta is { OnnxValueType: OnnxValueType.ONNX_TYPE_MAP } map =>
            new MapOutput(name, map.AsMapMetadata(), isSequence: true),
        _ => throw OnnxSchema.UnsupportedType("output", name, node.OnnxValueType.ToString()),
    };

    public bool IsWanted(bool[] wanted, int firstSlot) => wanted.AsSpan(firstSlot, Answered.Length).Contains(true);

    /// <summary>Copies the value into one tensor per answered output.</summary>
    public abstract void Read(OrtValue value, Span<Tensor?> answer);

    private sealed class TensorOutput(string name, NodeMetadata node)
        : OnnxOutput(name, [new ModelOutput(OnnxSchema.DescribeTensor("output", name, node), PerRow: true)])
    {
        public override void Read(OrtValue value, Span<Tensor?> answer) => answer[0] = OnnxTensors.FromOrtValue(Name, value);
    }

    private sealed class MapOutput(string name, MapMetadata map, bool isSequence)
        : OnnxOutput(name, Describe(name, map))
    {
        public override void Read(OrtValue value, Span<Tensor?> answer)
        {
            var rows = isSequence ? value.GetValueCount() : 1;
            var parts = new ReadOnlyMemory<byte>[rows];
            var classes = 0L;
            for (var row = 0; row < rows; row++)
            {
                using var element = isSequence ? value.GetValue(row, OrtAllocator.DefaultInstance) : null;
                var entry = element ?? value;
                using var values = entry.GetValue(1, OrtAllocator.DefaultInstance);
                parts[row] = OnnxTensors.FromOrtValue(Name, values).Data;
                if (row > 0)
                    continue;

                using var keys = entry.GetValue(0, OrtAllocator.DefaultInstance);
                answer[1] = OnnxTensors.FromOrtValue(Name + KeysSuffix, keys);
                classes = answer[1]!.ElementCount;
            }

            answer[0] = new Tensor(Name, Answered[0].Metadata.Type, [rows, classes], Concatenate(parts));
            answer[1] ??= new Tensor(Name + KeysSuffix, Answered[1].Metadata.Type, [0], ReadOnlyMemory<byte>.Empty);
        }

        private static ModelOutput[] Describe(string name, MapMetadata map)
        {
            var values = OnnxSchema.DescribeTensor("output", name, map.ValueMetadata) with { Shape = [-1, -1] };
            if (!OnnxElementTypes.TryMap(map.KeyDataType, out var keyType))
                throw OnnxSchema.UnsupportedType("output", name, $"map with keys of {map.KeyDataType}");

            var keys = new TensorMetadata { Name = name + KeysSuffix, Type = keyType, Shape = [-1] };
            return [new ModelOutput(values, PerRow: true), new ModelOutput(keys, PerRow: false)];
        }

        private static byte[] Concatenate(ReadOnlyMemory<byte>[] parts)
        {
            var data = new byte[parts.Sum(part => part.Length)];
            var offset = 0;
            foreach (var part in parts)
            {
                part.CopyTo(data.AsMemory(offset));
                offset += part.Length;
            }

            return data;
        }
    }
}
