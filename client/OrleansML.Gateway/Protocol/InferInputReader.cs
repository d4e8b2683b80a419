using System.Text.Json;
using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// Reads one entry of <c>inputs</c>. Elements are read at once where type and shape come first, as clients send them; otherwise the place of
/// the list is kept and read when the object ends.
/// </summary>
internal ref struct InferInputReader
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly int _index;

    private string? _name;
    private string? _typeName;
    private TensorType _type;
    private long[]? _shape;
    private long _count;
    private long? _binarySize;
    private bool _hasData;
    private byte[]? _data;
    private Utf8JsonReader _atData;

    private InferInputReader(ReadOnlySpan<byte> json, int index)
    {
        _json = json;
        _index = index;
    }

    private readonly string Label => _name is null ? $"Input {_index}" : $"Input '{_name}'";

    /// <summary>Reads the object at whose opening brace the reader stands.</summary>
    public static Tensor Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref BinaryTensors binary, int index)
    {
        var input = new InferInputReader(json, index);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            input.ReadMember(ref reader);
        return input.ToTensor(ref reader, ref binary);
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("name"u8))
            ReadName(ref reader);
        else if (reader.ValueTextEquals("shape"u8))
            ReadShape(ref reader);
        else if (reader.ValueTextEquals("datatype"u8))
            ReadType(ref reader);
        else if (reader.ValueTextEquals("data"u8))
            ReadData(ref reader);
        else if (reader.ValueTextEquals("parameters"u8))
            ReadParameters(ref reader);
        else
            reader.Skip();
    }

    private void ReadName(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
            throw Fault(ref reader, $"Input {_index} has a 'name' that is not a text.");
        _name = reader.GetString();
    }

    private void ReadType(ref Utf8JsonReader reader)
    {
        RequireFirst(ref reader, _typeName is null, "datatype");
        reader.Read();
        _typeName = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        if (!TensorTypes.TryParseProtocolName(_typeName, out _type))
        {
            throw Fault(
                ref reader,
                $"{Label} has datatype '{Shorten(_typeName)}'; it must be one of {string.Join(", ", TensorTypes.ProtocolNames)}.");
        }
    }

    private void ReadShape(ref Utf8JsonReader reader)
    {
        RequireFirst(ref reader, _shape is null, "shape");
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Fault(ref reader, $"{Label} has a 'shape' that is not a list.");

        Span<long> axes = stackalloc long[TensorDataCursor.MaximumAxes];
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == TensorDataCursor.MaximumAxes)
                throw Fault(ref reader, $"{Label} has a 'shape' of more than {TensorDataCursor.MaximumAxes} axes.");
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out axes[count]) || axes[count] < 0)
            {
                throw Fault(
                    ref reader,
                    $"{Label} has {RequestFaults.Quote(_json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed])} as axis {count} of 'shape'; " +
                    $"it must be a whole number from 0 to {long.MaxValue}.");
            }

            count++;
        }

        _shape = axes[..count].ToArray();
        try
        {
            _count = TensorShape.ElementCount(_shape);
        }
        catch (OverflowException)
        {
            throw Fault(
                ref reader, $"{Label} has shape {TensorShape.Format(_shape)}, which causes the total element count to exceed {long.MaxValue}.");
        }
    }

    private void ReadData(ref Utf8JsonReader reader)
    {
        RequireFirst(ref reader, !_hasData, "data");
        _hasData = true;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Fault(ref reader, $"{Label} has 'data' that is not a list.");

        if (_typeName is not null && _shape is not null)
        {
            _data = TensorDataReader.Read(ref reader, _json, Label, _type, _shape, _count);
            return;
        }

        _atData = reader;
        reader.Skip();
    }

    private void ReadParameters(ref Utf8JsonReader reader)
    {
        if (!ParameterReader.Enter(ref reader, _json))
            return;

        while (ParameterReader.NextName(ref reader))
        {
            if (reader.ValueTextEquals("binary_data_size"u8))
            {
                _binarySize = ParameterReader.ReadInteger(ref reader, _json, 0, int.MaxValue);
            }
            else if (reader.ValueSpan.StartsWith("shared_memory_"u8))
            {
                throw new OrleansMLException(
                    ErrorCode.Unsupported, $"{Label} asks for shared memory, which is not offered: send binary data with the parameter binary_data_size.");
            }
            else
            {
                ParameterReader.SkipScalar(ref reader, _json);
            }
        }
    }

    private Tensor ToTensor(ref Utf8JsonReader reader, ref BinaryTensors binary)
    {
        if (string.IsNullOrEmpty(_name))
            throw Fault(ref reader, $"Input {_index} has no 'name'.");
        if (_typeName is null)
            throw Fault(ref reader, $"{Label} has no 'datatype'.");
        if (_shape is null)
            throw Fault(ref reader, $"{Label} has no 'shape'.");
        if (_hasData && _binarySize is not null)
            throw Fault(ref reader, $"{Label} has both 'data' and the parameter binary_data_size; exactly one is needed.");

        if (_binarySize is { } size)
            return new Tensor(_name, _type, _shape, binary.Take(Label, size, _type, _shape, _count));
        if (!_hasData)
            throw Fault(ref reader, $"{Label} has neither 'data' nor the parameter binary_data_size; exactly one is needed.");

        _data ??= TensorDataReader.Read(ref _atData, _json, Label, _type, _shape, _count);
        return new Tensor(_name, _type, _shape, _data);
    }

    private readonly void RequireFirst(ref Utf8JsonReader reader, bool first, string member)
    {
        if (!first)
            throw Fault(ref reader, $"{Label} has '{member}' twice.");
    }

    private readonly OrleansMLException Fault(ref Utf8JsonReader reader, string message) =>
        RequestFaults.Invalid(_json, reader.TokenStartIndex, message);

    private static string Shorten(string text) => text.Length <= 32 ? text : $"{text.AsSpan(0, 32)}...";
}
