using System.Text.Json;
using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// Reads one entry of <c>inputs</c>. Elements are read at once where type and shape come first, as clients send them; otherwise the place of
/// the list is kept and read when the object ends.
/// </summary>
internal ref struct InferInputReader
{
    private readonly int _index;

    private string? _name;
    private string? _typeName;
    private TensorType _type;
    private long[]? _shape;
    private long _count;
    private long? _binarySize;
    private bool _hasData;
    private byte[]? _data;
    private RequestJson _atData;

    private InferInputReader(int index) => _index = index;

    private readonly string Label => _name is null ? $"Input {_index}" : $"Input '{_name}'";

    /// <summary>Reads the object at whose opening brace the reader stands.</summary>
    public static Tensor Read(ref RequestJson json, ref BinaryTensors binary, int index)
    {
        var input = new InferInputReader(index);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            input.ReadMember(ref json);
        return input.ToTensor(ref json, ref binary);
    }

    private void ReadMember(ref RequestJson json)
    {
        if (json.ValueTextEquals("name"u8))
            ReadName(ref json);
        else if (json.ValueTextEquals("shape"u8))
            ReadShape(ref json);
        else if (json.ValueTextEquals("datatype"u8))
            ReadType(ref json);
        else if (json.ValueTextEquals("data"u8))
            ReadData(ref json);
        else if (json.ValueTextEquals("parameters"u8))
            ReadParameters(ref json);
        else
            json.Skip();
    }

    private void ReadName(ref RequestJson json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
            throw json.Fault($"Input {_index} has a 'name' that is not a text.");
        _name = json.GetString();
    }

    private void ReadType(ref RequestJson json)
    {
        RequireFirst(ref json, _typeName is null, "datatype");
        json.Read();
        _typeName = json.TokenType == JsonTokenType.String ? json.GetString()! : "";
        if (!TensorTypes.TryParseProtocolName(_typeName, out _type))
        {
            throw json.Fault(
                $"{Label} has datatype '{Shorten(_typeName)}'; it must be one of {string.Join(", ", TensorTypes.ProtocolNames)}.");
        }
    }

    private void ReadShape(ref RequestJson json)
    {
        RequireFirst(ref json, _shape is null, "shape");
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            throw json.Fault($"{Label} has a 'shape' that is not a list.");

        Span<long> axes = stackalloc long[TensorDataCursor.MaximumAxes];
        var count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (count == TensorDataCursor.MaximumAxes)
                throw json.Fault($"{Label} has a 'shape' of more than {TensorDataCursor.MaximumAxes} axes.");
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out axes[count]) || axes[count] < 0)
            {
                throw json.Fault(
                    $"{Label} has {json.TokenText} as axis {count} of 'shape'; " +
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
            throw json.Fault(
                $"{Label} has shape {TensorShape.Format(_shape)}, which causes the total element count to exceed {long.MaxValue}.");
        }
    }

    private void ReadData(ref RequestJson json)
    {
        RequireFirst(ref json, !_hasData, "data");
        _hasData = true;
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            throw json.Fault($"{Label} has 'data' that is not a list.");

        if (_typeName is not null && _shape is not null)
        {
            _data = TensorDataReader.Read(ref json, Label, _type, _shape, _count);
            return;
        }

        _atData = json;
        json.Skip();
    }

    private void ReadParameters(ref RequestJson json)
    {
        if (!ParameterReader.Enter(ref json))
            return;

        while (ParameterReader.NextName(ref json))
        {
            if (json.ValueTextEquals("binary_data_size"u8))
            {
                _binarySize = ParameterReader.ReadInteger(ref json, 0, int.MaxValue);
            }
            else if (json.ValueSpan.StartsWith("shared_memory_"u8))
            {
                throw new OrleansMLException(
                    ErrorCode.Unsupported, $"{Label} asks for shared memory, which is not offered: send binary data with the parameter binary_data_size.");
            }
            else
            {
                ParameterReader.SkipScalar(ref json);
            }
        }
    }

    private Tensor ToTensor(ref RequestJson json, ref BinaryTensors binary)
    {
        if (string.IsNullOrEmpty(_name))
            throw json.Fault($"Input {_index} has no 'name'.");
        if (_typeName is null)
            throw json.Fault($"{Label} has no 'datatype'.");
        if (_shape is null)
            throw json.Fault($"{Label} has no 'shape'.");
        if (_hasData && _binarySize is not null)
            throw json.Fault($"{Label} has both 'data' and the parameter binary_data_size; exactly one is needed.");

        if (_binarySize is { } size)
            return new Tensor(_name, _type, _shape, binary.Take(Label, size, _type, _shape, _count));
        if (!_hasData)
            throw json.Fault($"{Label} has neither 'data' nor the parameter binary_data_size; exactly one is needed.");

        _data ??= TensorDataReader.Read(ref _atData, Label, _type, _shape, _count);
        return new Tensor(_name, _type, _shape, _data);
    }

    private readonly void RequireFirst(ref RequestJson json, bool first, string member)
    {
        if (!first)
            throw json.Fault($"{Label} has '{member}' twice.");
    }

    private static string Shorten(string text) => text.Length <= 32 ? text : $"{text.AsSpan(0, 32)}...";
}
