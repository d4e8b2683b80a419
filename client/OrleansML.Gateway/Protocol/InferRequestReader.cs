using System.Text.Json;
using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// Reads an infer request in one pass over its bytes: no document is built, and elements go straight into the tensors. Allocates the tensors,
/// their names and shapes, and nothing per element.
/// </summary>
internal ref struct InferRequestReader
{
    private const long LongestTimeoutMicroseconds = 24L * 60 * 60 * 1_000_000;

    private readonly InferLimits _limits;
    private RequestJson _json;
    private BinaryTensors _binary;

    private string? _id;
    private Tensor[]? _inputs;
    private RequestedOutput[]? _outputs;
    private bool _binaryOutput;
    private TimeSpan? _timeout;

    private InferRequestReader(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>? binary, InferLimits limits)
    {
        _limits = limits;
        _json = new RequestJson(json, limits.JsonDepth);
        _binary = new BinaryTensors(binary);
    }

    /// <summary>Reads a request.</summary>
    /// <param name="json">The JSON part of the body.</param>
    /// <param name="binary">What follows it; null when no such part was announced. Must not change as long as the tensors live.</param>
    /// <param name="limits">What is accepted.</param>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidRequest"/> or <see cref="ErrorCode.Unsupported"/>, with the place in the JSON text.
    /// </exception>
    public static InferRequest Read(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>? binary, InferLimits limits)
    {
        var request = new InferRequestReader(json, binary, limits);
        try
        {
            return request.ReadRequest();
        }
        catch (JsonException)
        {
            throw RequestFaults.Malformed(json, limits.JsonDepth);
        }
        catch (InvalidOperationException)
        {
            // The reader's way to say that a text or name cannot be turned into UTF-16; every other misuse is checked for before.
            throw request._json.Fault("A text is not valid UTF-8, or has half a surrogate pair.");
        }
    }

    private InferRequest ReadRequest()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
            throw Fault("The request must be a JSON object.");

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("inputs"u8))
                ReadInputs();
            else if (_json.ValueTextEquals("outputs"u8))
                ReadOutputs();
            else if (_json.ValueTextEquals("id"u8))
                ReadId();
            else if (_json.ValueTextEquals("parameters"u8))
                ReadParameters();
            else
                _json.Skip();
        }

        // Whatever follows the object is refused by this.
        _json.Read();
        if (_inputs is null)
            throw RequestFaults.Invalid("The request has no 'inputs'.");

        _binary.RequireEnd();
        return new InferRequest
        {
            Id = _id,
            Inputs = _inputs,
            Outputs = _outputs,
            BinaryOutput = _binaryOutput,
            Timeout = _timeout,
        };
    }

    private void ReadId()
    {
        _json.Read();
        _id = _json.TokenType switch
        {
            JsonTokenType.String => _json.GetString(),
            JsonTokenType.Null => null,
            _ => throw Fault("'id' must be a text."),
        };
    }

    private void ReadInputs()
    {
        if (_inputs is not null)
            throw Fault("The request has 'inputs' twice.");

        EnterList("inputs");
        var inputs = new Tensor[1];
        var count = 0;
        while (NextObject("inputs"))
        {
            if (count == _limits.Tensors)
                throw TooMany("inputs");

            var input = InferInputReader.Read(ref _json, ref _binary, count);
            for (var index = 0; index < count; index++)
            {
                if (inputs[index].Name == input.Name)
                    throw Fault($"Input '{input.Name}' already exists in the request.");
            }

            if (count == inputs.Length)
                Array.Resize(ref inputs, count * 2);
            inputs[count++] = input;
        }

        if (count == 0)
            throw Fault("'inputs' is empty: each input of the model is needed once.");
        if (count < inputs.Length)
            Array.Resize(ref inputs, count);
        _inputs = inputs;
    }

    private void ReadOutputs()
    {
        if (_outputs is not null)
            throw Fault("The request has 'outputs' twice.");

        EnterList("outputs");
        var outputs = new List<RequestedOutput>();
        while (NextObject("outputs"))
        {
            if (outputs.Count == _limits.Tensors)
                throw TooMany("outputs");

            var output = RequestedOutputReader.Read(ref _json, outputs.Count);
            foreach (var other in outputs)
            {
                if (other.Name == output.Name)
                    throw Fault($"Output '{output.Name}' already exists in the request.");
            }

            outputs.Add(output);
        }

        if (outputs.Count > 0)
            _outputs = [.. outputs];
    }

    private void ReadParameters()
    {
        if (!ParameterReader.Enter(ref _json))
            return;

        while (ParameterReader.NextName(ref _json))
        {
            if (_json.ValueTextEquals("binary_data_output"u8))
                _binaryOutput = ParameterReader.ReadBoolean(ref _json);
            else if (_json.ValueTextEquals("timeout"u8))
                ReadTimeout();
            else if (_json.ValueTextEquals("sequence_start"u8) || _json.ValueTextEquals("sequence_end"u8))
                ParameterReader.ReadBoolean(ref _json);
            else if (_json.ValueTextEquals("priority"u8))
                ParameterReader.ReadInteger(ref _json, 0, long.MaxValue);
            else if (_json.ValueSpan.StartsWith("triton_"u8))
                throw Fault($"Parameter '{_json.GetString()}' is reserved: names that start with 'triton_' cannot be used.");
            else
                ParameterReader.SkipScalar(ref _json);
        }
    }

    private void ReadTimeout()
    {
        var microseconds = ParameterReader.ReadInteger(ref _json, 0, LongestTimeoutMicroseconds);
        _timeout = microseconds == 0 ? null : TimeSpan.FromMicroseconds(microseconds);
    }

    private void EnterList(string name)
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartArray)
            throw Fault($"'{name}' must be a JSON list.");
    }

    private bool NextObject(string list)
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.EndArray => false,
            _ => throw Fault($"'{list}' must hold JSON objects only."),
        };
    }

    private readonly OrleansMLException TooMany(string list) => Fault(
        $"'{list}' has more than {_limits.Tensors} entries ({GatewayOptions.Section}:{nameof(GatewayOptions.MaximumTensors)}).");

    private readonly OrleansMLException Fault(string message) => _json.Fault(message);
}
